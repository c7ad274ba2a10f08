/* The key store: sealing what waits, a new master key, the erased. */
#include <stdio.h>
#include <string.h>

#include "core/vault.h"
#include "nocape.h"
#include "steward/vaults.h"

bool
tool_vault(struct tool *t)
{
	if (vault_start(settings_get(t->settings, "keys_folder")))
		return (true);
	tool_problem("%s", vault_problem());
	return (false);
}

bool
tool_sealed(struct tool *t)
{
	size_t again;

	if (!tool_vault(t))
		return (false);
	/* who is back from a backup has no key, and nothing to be sealed */
	if (!vaults_replay(t->owner, &again) || !vaults_all(t->owner)) {
		tool_problem("sealing: %s.", vaults_problem());
		return (false);
	}
	if (again > 0)
		printf("%zu of the erased were back and are erased again.\n",
		    again);
	if (vaults_keyless() > 0)
		printf("%zu values wait to be sealed whose key cannot be read: "
		       "%s\n",
		    vaults_keyless(), vault_problem());
	return (true);
}

int
nocape_keys(struct tool *t, int argc, char **argv)
{
	size_t turned;

	if (argc != 1 || strcmp(argv[0], "rotate") != 0)
		return (tool_problem("use it like this: nocape keys rotate"));
	if (!tool_vault(t))
		return (1);
	if (!vault_rotate(&turned))
		return (tool_problem("%s Run it again: what was done is kept.",
		    vault_problem()));
	printf("The master key is new; %zu keys are wrapped anew.\n", turned);
	return (0);
}

int
nocape_erased(struct tool *t, int argc, char **argv)
{
	size_t again;

	if (argc != 1 || strcmp(argv[0], "replay") != 0)
		return (tool_problem("use it like this: nocape erased replay"));
	if (!tool_connect(t) || !tool_vault(t))
		return (1);
	if (!vaults_replay(t->owner, &again))
		return (tool_problem("erasing again: %s.", vaults_problem()));
	printf("%zu of the erased were back and are erased again.\n", again);
	return (0);
}
