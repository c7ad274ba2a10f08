#!/usr/bin/perl
# The SQL compiler: what statements come to, and what it refuses.
use strict;
use warnings;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $bin = ($ENV{COMPILERS} // "$root/build/bin") . '/compile_sql';
my $tmp = tempdir(CLEANUP => 1);
my $count = 0;

sub put {
	my ($path, $text) = @_;
	make_path(dirname($path));
	open(my $f, '>', $path) or die "$path: $!";
	print $f $text;
	close($f);
}

sub got {
	my ($path) = @_;
	open(my $f, '<', $path) or return "(no $path)";
	local $/;
	return <$f> // '';
}

# The statement's text, as C would have it.
sub compiled {
	my ($sql) = @_;
	my $dir = "$tmp/" . $count++;
	put("$dir/sql/tasks/show.sql", $sql);
	make_path("$dir/out");
	my $err = `$bin $dir/sql $dir/out 2>&1`;
	return "refused: $err" if $? != 0;
	my $c = got("$dir/out/sql.c");
	my ($text) = $c =~ /SQL_tasks_show = \{\n\t"tasks_show",\n\t(".*?"),\n\t\d/s;
	$text =~ s/"\n\t    "//g;
	$text =~ s/^"(.*)"$/$1/s;
	$text =~ s/\\(n|[0-7]{3}|.)/$1 eq 'n' ? "\n" : length($1) == 3 ?
	    chr(oct($1)) : $1/ge;
	return $text;
}

my $head = "-- The task.\n-- :ref text\n-- :id bigint\n";
my @compiled = (
	[ 'parameters', "select :'ref', :'id';", 'select $1::text, $2::bigint' ],
	[ 'the same name twice', "select :'ref', :'id', :'ref'", 'select $1::text, $2::bigint, $1::text' ],
	[ 'in the order of the head', "select :'id', :'ref'", 'select $2::bigint, $1::text' ],
	[ 'casts stay', "select :'id'::int, a::text, :'ref'", 'select $2::bigint::int, a::text, $1::text' ],
	[ 'strings stay', "select ':''ref''', 'it''s -- :''id''', :'ref', :'id'",
	  "select ':''ref''', 'it''s -- :''id''', \$1::text, \$2::bigint" ],
	[ 'escape strings', "select e'\\' :', :'ref', :'id'", "select e'\\' :', \$1::text, \$2::bigint" ],
	[ 'a backslash is nothing in a plain string', "select '\\', :'ref', :'id'",
	  "select '\\', \$1::text, \$2::bigint" ],
	[ 'a name that ends in e', "select date'2026-01-01\\', :'ref', :'id'",
	  "select date'2026-01-01\\', \$1::text, \$2::bigint" ],
	[ 'quoted names', "select \"a:'b\"\"; --\", :'ref', :'id'", "select \"a:'b\"\"; --\", \$1::text, \$2::bigint" ],
	[ 'dollar quotes', "select \$\$ :'x' ; \$\$, \$a\$ \$\$ \$b\$ \$a\$, :'ref', :'id'",
	  "select \$\$ :'x' ; \$\$, \$a\$ \$\$ \$b\$ \$a\$, \$1::text, \$2::bigint" ],
	[ 'a dollar in a name', "select a\$b, :'ref', :'id'", 'select a$b, $1::text, $2::bigint' ],
	[ 'comments go', "select -- :'x' ;\n :'ref' /* :'y' /* nested */ ; */, :'id'; -- end\n/* end */\n",
	  "select \n \$1::text  , \$2::bigint" ],
	[ 'slices', "select a[1:2], :'ref', :'id'", 'select a[1:2], $1::text, $2::bigint' ],
	[ 'named arguments', "select f(a := :'ref', b => :'id')", 'select f(a := $1::text, b => $2::bigint)' ],
	[ 'operators', "select a - b, a->>'c', a / b, :'ref', :'id'",
	  "select a - b, a->>'c', a / b, \$1::text, \$2::bigint" ],
	[ 'trigraphs and json', "select a ?| b, '??/', :'ref', :'id'", "select a ?| b, '??/', \$1::text, \$2::bigint" ],
	[ 'letters beyond ASCII', "select 'caf\xc3\xa9', :'ref', :'id'", "select 'caf\xc3\xa9', \$1::text, \$2::bigint" ],
);
for my $case (@compiled) {
	my ($name, $sql, $want) = @$case;
	my $text = compiled("$head$sql");
	is($text, $want, $name);
}

my @refused = (
	[ '', 1, 'the first line says' ],
	[ "select 1;", 1, 'the first line says' ],
	[ "--\nselect 1;", 1, 'the first line says' ],
	[ "-- :id bigint\nselect :'id';", 1, 'the first line says' ],
	[ "-- The task.\n", 2, 'there is no statement' ],
	[ "-- The task.\n-- :id bigint\nselect 1;", 2, 'id is declared but not used' ],
	[ "-- The task.\n\nselect :'id';", 3, 'id is not declared' ],
	[ "-- The task.\n-- :id bigint\n-- :id text\nselect :'id';", 3, 'declared twice' ],
	[ "-- The task.\n-- :id\nselect :'id';", 2, 'needs a type' ],
	[ "-- The task.\n-- :Id text\nselect :'Id';", 2, 'no parameter' ],
	[ "-- The task.\n-- :id text; drop\nselect :'id';", 2, 'needs a type' ],
	[ "-- The task.\nselect 1;\nselect 2;", 3, 'one statement' ],
	[ "-- The task.\nselect 1;;", 2, 'one statement' ],
	[ "-- The task.\n-- :id text\nselect 1; :'id'", 3, 'one statement' ],
	[ "-- The task.\n-- :id text\nselect :id;", 3, 'looks like' ],
	[ "-- The task.\n-- :id text\nselect :\"id\";", 3, 'looks like' ],
	[ "-- The task.\n-- :id text\nselect :'id;", 3, 'looks like' ],
	[ "-- The task.\nselect \$1;", 2, 'the compiler' ],
	[ "-- The task.\nselect \$a;", 2, 'opens no quote' ],
	[ "-- The task.\nselect \$a\$ x", 2, 'never ends' ],
	[ "-- The task.\nselect 'x", 2, 'never ends' ],
	[ "-- The task.\nselect \"x", 2, 'never ends' ],
	[ "-- The task.\nselect 1 /* x /* y */", 2, 'never ends' ],
	[ "-- The deed.\nselect (finish(f())).*", 2, 'select \* from' ],
	[ "-- The */ task.\nselect 1", 1, 'in the first line' ],
	[ "-- The task.\r\nselect 1;", 1, 'not CR LF' ],
	[ "-- The \xff task.\nselect 1;", 1, 'not UTF-8' ],
	[ "-- The task.\nselect 1\0;", 0, 'NUL' ],
);
for my $case (@refused) {
	my ($sql, $line, $why) = @$case;
	my $text = compiled($sql);
	(my $shown = $sql) =~ s/\n/\\n/g;
	$shown =~ s/[^ -~]/?/g;
	my $at = $line > 0 ? "show\\.sql:$line: " : 'show\.sql: ';
	like($text, qr/^refused: \S*$at.*$why/, "refused: $shown");
}

# ---- the C ------------------------------------------------------------------

my $dir = "$tmp/c";
put("$dir/sql/tasks/show.sql", "-- The task.\n-- :ref text\n-- :id bigint\n" .
    "-- :n int\n-- :open bool\n-- :days text[]\n-- slow\n" .
    "select :'ref', :'id', :'n', :'open', :'days';\n");
put("$dir/sql/tasks/all.sql", "-- All tasks.\nselect 1\n");
put("$dir/sql/$_/not.sql", "not for us") for qw(migrations views demo);
put("$dir/sql/grants.sql", "not for us either");
make_path("$dir/out");
is(system("$bin $dir/sql $dir/out"), 0, 'a folder compiles');
my $h = got("$dir/out/sql.h");
like($h, qr{/\* The task\. \*/\nextern const struct statement SQL_tasks_show;}, 'the header has its sentence');
unlike($h, qr/SQL_\w*not|not for/, 'migrations, views and demo are left out');

put("$dir/main.c", <<'END');
#include <stdio.h>
#include <string.h>
#include "sql.h"

int
main(void)
{
	struct batch	 b;
	int		 i;

	batch_init(&b);
	sql_tasks_show(&b, "NC-1", INT64_MIN, 7, true, NULL);
	sql_tasks_all(&b);
	for (i = 0; i < b.entries[0].statement->params; i++)
		printf("%s\n", b.entries[0].values[i] != NULL ?
		    b.entries[0].values[i] : "(null)");
	for (i = 0; SQL_all[i] != NULL; i++)
		printf("%s %d %d\n", SQL_all[i]->name, SQL_all[i]->params,
		    SQL_all[i]->slow);
	batch_release(&b);
	return (0);
}
END
is(system("cc -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -Wshadow " .
    "-fsanitize=address,undefined -I$root/app -I$root/app/web -I$dir/out " .
    "-o $dir/main $dir/main.c $dir/out/sql.c $root/app/web/batch.c " .
    "$root/app/web/set.c"), 0, 'the C compiles without a warning');
is(`$dir/main`, "NC-1\n-9223372036854775808\n7\nt\n(null)\n" .
    "tasks_all 0 0\ntasks_show 5 1\n", 'values and statements arrive');

put("$dir/sql/tasks_show/x.sql", "-- One more.\nselect 1\n");
put("$dir/sql/tasks/show_x.sql", "-- One more.\nselect 1\n");
like(`$bin $dir/sql $dir/out 2>&1`, qr/tasks_show_x is already the name of/,
    'two files of one name');
put("$dir/bad/tasks/Show.sql", "-- One more.\nselect 1\n");
like(`$bin $dir/bad $dir/out 2>&1`, qr/names are a-z/, 'names are checked');
like(`$bin $dir/bad $dir/none 2>&1`, qr/names are a-z/, 'first of all');
like(`$bin $dir/sql/tasks_show $dir/none 2>&1`, qr/cannot be written/,
    'a folder that is not there');

done_testing();
