#!/usr/bin/perl
# The compiler of sentences: what .say files come to, and what it refuses.
use strict;
use warnings;
use utf8;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $bin = ($ENV{COMPILERS} // "$root/build/bin") . '/compile_words';
my $tmp = tempdir(CLEANUP => 1);

sub put {
	my ($path, $text) = @_;
	make_path(dirname($path));
	open(my $f, '>:utf8', $path) or die "$path: $!";
	print $f $text;
	close($f);
}

put("$tmp/words/b.say", "none =\n\n# A remark.\n# field: today\n" .
    "secret = Take the <b>password</b> out: {{name}} &amp; all = told??!\n" .
    "plain_said = \"Quoted\" – done.   \n");
put("$tmp/words/a.say", "# field:  what\n# more words\nalpha=No spaces.");
make_path("$tmp/out");
is(system("$bin $tmp/words $tmp/out"), 0, 'words compile');

put("$tmp/main.c", <<'END');
#include <stdio.h>
#include "web/view.h"
#include "words.h"

int
main(void)
{
	int	 i;
	static const char *const keys[] = {
		"alpha", "plain_said", "secret", "none", "nobody", ""
	};

	for (i = 0; i < 6; i++)
		printf("%s %d\n", keys[i], say_find(keys[i]));
	for (i = 0; i < 4; i++)
		printf("%s|%s|%s\n", say_text(LANG_EN, (enum say)i),
		    say_text(LANG_PSEUDO, (enum say)i),
		    say_field((enum say)i) ? say_field((enum say)i) : "-");
	return (SAY_none + SAY_alpha - 1 + (SAY_secret != 3));
}
END
is(system("cc -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror " .
    "-fsanitize=address,undefined -I$root/app -I$root/app/web -I$tmp/out " .
    "-o $tmp/main $tmp/main.c $tmp/out/words.c"), 0,
    'the C compiles without a warning');
open(my $run, '-|:utf8', "$tmp/main") or die;
my @lines = <$run>;
ok(close($run), 'numbers are as expected');
chomp(@lines);
is_deeply(\@lines, [
	'alpha 1', 'plain_said 2', 'secret 3', 'none 0', 'nobody -1', ' -1',
	'||-',
	'No spaces.|[Ñóò šþáàçéèš.]|what',
	'"Quoted" – done.|["Ǫúùóòţéèð" – ðóòñéè.]|-',
	'Take the <b>password</b> out: {{name}} &amp; all = told??!|' .
	'[Ţáàķéè ţĥéè <b>þáàššŵóòŕð</b> óòúùţ: {{name}} &amp; áàļļ = ţóòļð??!]|today',
], 'sentences, pseudo-language and fields')
    or diag(join("\n", map { utf8::encode(my $s = $_); $s } @lines));

my $n = 0;
for my $case (
	[ "key\n", 1, 'a line is' ],
	[ "a = x\n\n= y\n", 3, 'a line is' ],
	[ "Key = x\n", 1, 'a line is' ],
	[ "a b = x\n", 1, 'a line is' ],
	[ "key =\n", 1, 'has no sentence' ],
	[ "# field: To day\nkey = x\n", 1, "a field's name" ],
	[ "key = x\nother = y\nkey = z\n", 3, 'already stands in' ],
) {
	my ($text, $line, $why) = @$case;
	my $dir = "$tmp/r" . $n++;
	put("$dir/words/bad.say", $text);
	make_path("$dir/out");
	my $err = `$bin $dir/words $dir/out 2>&1`;
	(my $shown = $text) =~ s/\n/\\n/g;
	like($err, qr/bad\.say:$line: .*$why/, "refused: $shown");
}

# Better than to leave a translation out without a word.
put("$tmp/po/words/de.po", "");
like(`$bin $tmp/po/words $tmp/out 2>&1`, qr/de\.po: no language/,
    'a translation without its language');

done_testing();
