#!/usr/bin/perl
# The page compiler: what pages come to, and what it refuses.
use strict;
use warnings;
use utf8;
use Cwd qw(abs_path);
use File::Basename qw(dirname);
use File::Path qw(make_path);
use File::Temp qw(tempdir);
use Test::More;

binmode($_, ':utf8') for Test::More->builder->output,
    Test::More->builder->failure_output, Test::More->builder->todo_output;

my $root = abs_path(dirname(__FILE__) . '/../..');
my $bin = $ENV{COMPILERS} // "$root/build/bin";
my $tmp = tempdir(CLEANUP => 1);

sub put {
	my ($path, $text) = @_;
	make_path(dirname($path));
	open(my $f, '>:utf8', $path) or die "$path: $!";
	print $f $text;
	close($f);
}

sub got {
	my ($path) = @_;
	open(my $f, '<:utf8', $path) or return "(no $path)";
	local $/;
	return <$f> // '';
}

my %parts = (
	box => '<div class="box{{#$kind}} box--{{$kind}}{{/$kind}}">{{$body}}</div>',
	field => '<label for="{{$name}}">{{$label}}</label>' .
	    '{{#$hint}}<p>{{$hint}}</p>{{/$hint}}{{^$hint}}-{{/$hint}}' .
	    '{{#error.$name}}<b>{{error.$name}}</b>{{/error.$name}}' .
	    '<textarea name="{{$name}}">{{value.$name}}</textarea>',
	tick => '<input value="{{$value}}"{{#value.$name=$value}} checked' .
	    '{{/value.$name=$value}}>',
	go => '<a href="{{$href}}" aria-label="{{$label}}">{{$label}}</a>',
	outer => '{{<box kind="{{$kind}}"}}{{>go href="{{$to}}" label="{{$label}}"}}{{/box}}',
	menu => '<a href="/"{{#$here}} aria-current="true"{{/$here}}>x</a>',
	menus => '{{>menu here="{{$tasks}}"}}{{>menu here="{{$desk}}"}}',
	tag => '{{#$of=call}}C{{/$of=call}}{{^$of=call}}N{{/$of=call}}',
	joined => '{{>field name="{{$a}}_{{$b}}" label="{{$label}}"}}',
	date => '{{$at|when}}',
	loop => '{{>loop}}',
	form => '<form action="{{$action}}"><input value="{{form_token}}">{{$body}}</form>',
	said => '{{#_}}Change <i>{{$label}}</i>{{/_}}',
);

my $words = "none =\ngeneral_sealed = We can’t show this <now>.\npassword_in_text = Take the password out.\n" .
    "lost_said = {{name}} was faster.\n" . got("$root/assets/words/times.say");

sub assets {
	my ($dir) = @_;
	put("$dir/parts/$_.html", "$parts{$_}\n") for keys %parts;
	put("$dir/parts/foot.txt", "--\n{{name}}\n");
	put("$dir/words/all.say", $words);
}

# ---- what pages come to ----------------------------------------------------
# name, template, English, and sometimes pseudo-language

my @shown = (
	[ escaped => '<p title="{{evil}}">{{evil}}</p>',
	  '<p title="&lt;b a=&quot;x&quot;&gt;&#39;&amp;">' .
	  '&lt;b a=&quot;x&quot;&gt;&#39;&amp;</p>' ],
	[ rows => '{{#tasks}}<b>{{title}}</b>{{/tasks}}',
	  '<b>One &amp; only</b><b>&lt;Two&gt;</b><b>Three</b>' ],
	[ no_rows => '{{#empty}}x{{/empty}}{{^empty}}none{{/empty}}{{^tasks}}x{{/tasks}}',
	  'none' ],
	[ any => '{{#tasks_any}}some{{/tasks_any}}{{#empty_any}}x{{/empty_any}}' .
	  '{{^empty_any}}no{{/empty_any}}{{#errors_any}}!{{/errors_any}}', 'someno!' ],
	[ out_and_in => '{{#tasks}}{{name}},{{evil_not}}{{count}};{{/tasks}}{{name}}',
	  ',1;,1;Tom,1;Ruth' ],
	[ first => '{{tasks.title}} {{tasks.none}}{{nothing.ref}}{{empty.ref}}',
	  'One &amp; only ' ],
	[ rows_in_rows => '{{#tasks}}{{ref}}:{{#visit}}{{who}}{{ref}}{{/visit}};{{/tasks}}',
	  'NC-1:AminaNC-1;a/b c:Aminaa/b c;é:Aminaé;' ],
	[ there => '{{#tasks}}{{#done}}y{{/done}}{{^done}}n{{/done}}{{/tasks}}' .
	  '{{#zero}}x{{/zero}}{{#missing}}x{{/missing}}{{^missing}}m{{/missing}}' .
	  '{{#tasks.done}}1{{/tasks.done}}', 'ynnm1' ],
	[ equal => '{{#tasks}}{{#kind=call}}c{{/kind=call}}{{^kind=call}}v{{/kind=call}}{{/tasks}}' .
	  '{{#missing=}}e{{/missing=}}', 'cvce' ],
	[ same => '{{#tasks}}{{#hours==count}}1{{/hours==count}}{{^hours==count}}-{{/hours==count}}{{/tasks}}',
	  '1--' ],
	[ fields => '{{value.today}}|{{value.none}}|{{#value.day=NC-1}}in{{/value.day=NC-1}}' .
	  '{{#value.day=tue}}x{{/value.day=tue}}{{^value.none}}no{{/value.none}}',
	  "\nI don&#39;t &quot;know&quot;||inno" ],
	[ wrong => '{{error.today}} {{#error.none}}x{{/error.none}}' .
	  '{{#errors}}{{field}}={{text}};{{/errors}}',
	  'Take the password out. today=Take the password out.;' .
	  'seat={{name}} was faster.;' ],
	[ textarea => '<textarea>{{value.today}}</textarea><textarea>' .
	  "\n" . '{{value.none}}</textarea>',
	  "<textarea>\n\nI don&#39;t &quot;know&quot;</textarea><textarea>\n</textarea>" ],
	[ pre => "<pre>\n  a\n   b</pre>  <b>x</b>", "<pre>\n  a\n   b</pre> <b>x</b>" ],
	[ spaces => "<ul>\n    <li>a   b</li>\n\n    <li\n  class=\"a  b\"   id=\"c\" >c</li>\n</ul>",
	  "<ul>\n<li>a b</li>\n<li class=\"a  b\" id=\"c\">c</li>\n</ul>" ],
	[ section_spaces => "<p>\n {{#missing}}\n x {{/missing}}\n  y</p>", "<p>\ny</p>" ],
	[ comments => "a<!-- <b> -- x -->b{{! no }}c", 'abc' ],
	[ paths => '{{#tasks}}<img src="/t/{{ref}}?q={{title}}#{{ref}}">{{/tasks}}',
	  '<img src="/t/NC-1?q=One%20%26%20only#NC-1">' .
	  '<img src="/t/a%2Fb%20c?q=%3CTwo%3E#a%2Fb%20c">' .
	  '<img src="/t/%C3%A9?q=Three#%C3%A9">' ],
	[ addresses => '{{#tasks}}<a href="{{url|url}}"></a>{{/tasks}}',
	  '<a href="https://example.org/?a=1&amp;b=2"></a><a href="#"></a><a href="#"></a>' ],
	[ filters => '{{#tasks}}{{at|when}}; {{at|date}}; {{at|day}}; {{at|time}}' . "\n" . '{{/tasks}}',
	  "Thursday 26 November 2026, 18:30 (UK time); Thursday 26 November 2026; " .
	  "Thursday 26 November; 18:30\n" .
	  "Sunday 29 February 2026; Sunday 29 February 2026; Sunday 29 February; 2026-02-29\n" .
	  "Thursday 29 February 2024, 00:05 (UK time); Thursday 29 February 2024; " .
	  "Thursday 29 February; 00:05\n" ],
	[ efforts => '{{minutes|effort}}, {{six|effort}}, {{half|effort}}, {{hour|effort}}, {{count|effort}}',
	  'about 15 minutes, about 6 hours, about 1.5 hours, about 1 hour, about 1 minute' ],
	[ says => '{{key|say}}{{unknown|say}}', 'Ruth was faster.' ],
	[ lines => '<p>{{text|lines}}</p>', "<p>One<br>\n<br>\nTwo &lt;b&gt;<br>\n</p>" ],
	[ opens => '<p>{{kind|open}}</p><a href="tel:{{kind|open}}">x</a><b>{{missing|open}}</b>',
	  '<p>We can’t show this &lt;now&gt;.</p><a href="tel:">x</a><b></b>' ],
	[ refs => '{{tasks.ref|ref}}', '<span class="nc-ref">NC-1</span>' ],
	[ sentence => '<p>{{#_}} A <strong>big</strong> day&nbsp;for ' . "\n" . '  {{name}}.{{/_}}</p>',
	  '<p> A <strong>big</strong> day&nbsp;for Ruth.</p>',
	  '<p> [Áà <strong>ƀíìĝ</strong> ðáàý&nbsp;ƒóòŕ Ruth.]</p>' ],
	[ sentence_attr => '<b title="{{#_}}Say it{{/_}}" class="x"></b>', '<b title="Say it" class="x"></b>',
	  '<b title="[Šáàý íìţ]" class="x"></b>' ],
	[ sentence_link => '{{#_}}See <a href="/a/{{count}}">it</a>{{/_}}',
	  'See <a href="/a/1">it</a>', '[Šéèéè <a href="/a/1">íìţ</a>]' ],
	[ plural => '{{#_ count}}{{count}} day{{|}}{{count}} days{{/_}} {{#_ many}}{{many}} day{{|}}{{many}} days{{/_}}',
	  '1 day 5 days', '[1 ðáàý] [5 ðáàýš]' ],
	[ language => '<i lang="{{language}}" dir="{{direction}}"></i>',
	  '<i lang="en" dir="ltr"></i>', '<i lang="qps" dir="rtl"></i>' ],
	[ part => '{{<box kind="wide"}}<i>{{name}}</i>{{/box}}{{<box}}x{{/box}}',
	  '<div class="box box--wide"><i>Ruth</i></div><div class="box">x</div>' ],
	[ part_in_part => '{{<box}}{{<box kind="in"}}a{{/box}}{{/box}}',
	  '<div class="box"><div class="box box--in">a</div></div>' ],
	[ passed_on => '{{>outer kind="k" to="/x/{{count}}" label=_"Go {{name}}"}}',
	  '<div class="box box--k"><a href="/x/1" aria-label="Go Ruth">Go Ruth</a></div>' ],
	[ quotes => '{{>said label=_"\"You\""}}{{>said label=\'a "b"\'}}',
	  'Change <i>"You"</i>Change <i>a "b"</i>' ],
	[ field => '{{>field name="today" label=_"To day"}}{{>field name="x" label="{{name}}" hint=_"Hi"}}',
	  "<label for=\"today\">To day</label>-<b>Take the password out.</b>" .
	  "<textarea name=\"today\">\n\nI don&#39;t &quot;know&quot;</textarea>" .
	  "<label for=\"x\">Ruth</label><p>Hi</p><textarea name=\"x\">\n</textarea>" ],
	[ ticks => '{{>tick name="day" value="mon"}}{{>tick name="day" value="tue"}}' .
	  '{{#tasks}}{{>tick name="day" value="{{ref}}"}}{{/tasks}}',
	  '<input value="mon" checked><input value="tue"><input value="NC-1" checked>' .
	  '<input value="a/b c"><input value="é">' ],
	[ path_part => '{{>go href="/t/{{evil}}" label=_"Go"}}',
	  '<a href="/t/%3Cb%20a%3D%22x%22%3E%27%26%01" aria-label="Go">Go</a>',
	  '<a href="/t/%3Cb%20a%3D%22x%22%3E%27%26%01" aria-label="[Ĝóò]">[Ĝóò]</a>' ],
	[ given => '{{>menu here="yes"}}{{>menu}}{{>menus tasks="yes"}}',
	  '<a href="/" aria-current="true">x</a><a href="/">x</a>' .
	  '<a href="/" aria-current="true">x</a><a href="/">x</a>' ],
	[ tag => '{{#tasks}}{{>tag of="kind"}}{{/tasks}}{{>tag of="{{kind}}"}}', 'CNCN' ],
	[ joined => '{{>joined a="to" b="day" label=_"L"}}',
	  "<label for=\"to_day\">L</label>-<textarea name=\"to_day\">\n</textarea>" ],
	[ filter_part => '{{>date at="{{tasks.at}}"}}', 'Thursday 26 November 2026, 18:30 (UK time)' ],
	[ said => '{{>said label=_"Your name"}}', 'Change <i>Your name</i>',
	  '[Çĥáàñĝéè <i>Ýóòúùŕ ñáàɱéè</i>]' ],
	[ script => '<script src="/a.js" defer></script>', '<script src="/a.js" defer></script>' ],
	[ title => '<title>{{evil}} – {{#_}}X{{/_}}</title>',
	  '<title>&lt;b a=&quot;x&quot;&gt;&#39;&amp; – X</title>' ],
	[ trigraph => 'what??/ "\\" ??!', 'what??/ "\\" ??!' ],
	[ tel => '<a href="tel:{{count}}"></a><a href="https://example.org/{{ref}}"></a>',
	  '<a href="tel:1"></a><a href="https://example.org/"></a>' ],
	[ svg => '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>',
	  '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>' ],
);
my @mails = (
	[ plain => "Subject: {{#_}}It {{name}}{{/_}}\n\n{{#_}}Dear\n  {{evil}}{{/_}}\n" .
	  "{{#tasks}}\n- {{title}}\n{{/tasks}}\n{{#missing}}\nx\n{{/missing}}\n{{>foot}}\nEnd\n",
	  "Subject: It Ruth\n\nDear <b a=\"x\">'&\x01\n- One & only\n- <Two>\n- Three\n--\nRuth\nEnd\n",
	  "Subject: [Íìţ Ruth]\n\n[Ðéèáàŕ <b a=\"x\">'&\x01]\n- One & only\n- <Two>\n- Three\n--\nRuth\nEnd\n" ],
);

assets("$tmp/a");
put("$tmp/a/pages/x/$_->[0].html", $_->[1]) for @shown;
put("$tmp/a/pages/top.html", 'top');
put("$tmp/a/mail/$_->[0].txt", $_->[1]) for @mails;
make_path("$tmp/out", "$tmp/shown");
is(system("$bin/compile_page", "$tmp/a", "$tmp/out"), 0, 'pages compile');
is(system("$bin/compile_words", "$tmp/a/words", "$tmp/out"), 0, 'words compile');
my $cc = "cc -std=c11 -D_GNU_SOURCE -Wall -Wextra -Werror -Wshadow -g " .
    "-fsanitize=address,undefined -I$root/app -I$root/app/web -I$tmp/out " .
    "-o $tmp/show $root/tests/unit/page/show.c $tmp/out/*.c " .
    "$root/app/web/set.c $root/app/web/view*.c " .
    "$root/app/core/vault*.c $root/app/core/memory.c -lsodium";
is(system($cc), 0, 'the C made of them compiles without a warning')
    or BAIL_OUT('no C');
is(system("$tmp/show", "$tmp/shown"), 0, 'and runs clean');

for my $case (@shown) {
	my ($name, undef, $en, $qps) = @$case;
	is(got("$tmp/shown/x_$name.en"), $en, $name) if defined $en;
	is(got("$tmp/shown/x_$name.qps"), $qps, "$name in pseudo-language")
	    if defined $qps;
}
for my $case (@mails) {
	my ($name, undef, $en, $qps) = @$case;
	is(got("$tmp/shown/$name.en"), $en, "mail $name");
	is(got("$tmp/shown/$name.qps"), $qps, "mail $name in pseudo-language");
}
is(got("$tmp/shown/top.en"), 'top', 'a page without a noun');

# ---- what is refused -------------------------------------------------------

my @refused = (
	[ '{{{name}}}', 1, 'no raw form' ],
	[ '{{&name}}', 1, 'no raw form' ],
	[ "\n{{name", 2, 'never ends' ],
	[ "\n\n{{#a}}x", 3, '\{\{/a\}\} is missing' ],
	[ '{{/a}}', 1, 'closes nothing' ],
	[ '{{#a}}{{#b}}{{/a}}{{/b}}', 1, 'closes nothing; open is b' ],
	[ '<script>x()</script>', 1, 'no script' ],
	[ '<script>{{name}}</script>', 1, 'a value may stand' ],
	[ '<style>p{}</style>', 1, 'no <style>' ],
	[ "\n<p style=\"x\">", 2, 'no style=' ],
	[ '<p STYLE="x">', 1, 'no style=' ],
	[ '<p onclick="x">', 1, 'no onclick=' ],
	[ '<p OnClick="x">', 1, 'no onclick=' ],
	[ '<p id={{name}}>', 1, 'needs quotes' ],
	[ '<p id=a>', 1, 'needs quotes' ],
	[ '<p {{name}}>', 1, 'a value may stand' ],
	[ '<p {{name}}="x">', 1, 'a value may stand' ],
	[ '<{{name}}>', 1, 'a value may stand' ],
	[ '<!-- {{name}} -->', 1, 'no \{\{ in a comment' ],
	[ '<a href="{{u}}">', 1, 'must pass \|url' ],
	[ '<a HREF="{{u}}">', 1, 'must pass \|url' ],
	[ "<img src='{{u}}'>", 1, 'must pass \|url' ],
	[ '<form action="{{u}}">', 1, 'must pass \|url' ],
	[ '<button formaction="{{u}}">', 1, 'must pass \|url' ],
	[ '<a href="//{{u}}">', 1, 'an address with a value' ],
	[ '<a href="java{{u}}">', 1, 'an address with a value' ],
	[ '<a href="https://{{u}}">', 1, 'an address with a value' ],
	[ '<a href="javascript:x()">', 1, 'no address' ],
	[ '<a href=" javascript:x()">', 1, 'no space in' ],
	[ '<a href="/a b">', 1, 'no space in' ],
	[ '<a href="{{#a}}/x{{/a}}{{u}}">', 1, 'must pass \|url' ],
	[ '<a href="/x{{u|url}}">', 1, 'whole addresses' ],
	[ '<a href="/x{{u|when}}">', 1, 'no filter' ],
	[ '<p title="{{u|url}}">', 1, '\|url is for addresses' ],
	[ '<p>{{u|url}}</p>', 1, '\|url belongs' ],
	[ '<p title="{{u|lines}}">', 1, '\|lines belongs' ],
	[ '<p title="{{u|open}}">', 1, '\|open belongs' ],
	[ '<iframe srcdoc="x">', 1, 'no srcdoc=' ],
	[ '<meta http-equiv="refresh">', 1, 'no http-equiv=' ],
	[ '{{u|shout}}', 1, 'no filter "shout"' ],
	[ '{{u v}}', 1, 'is no name' ],
	[ '{{}}', 1, 'is no name' ],
	[ '{{a.b.c}}', 1, 'is no name' ],
	[ '{{form_token}}', 1, 'belongs into parts/form' ],
	[ '{{#a}}<p title="{{/a}}">', 1, 'must close the tags' ],
	[ '{{#_}}<a title="{{/_}}">', 1, 'must close the tags' ],
	[ '{{#_}}a{{#b}}c{{/b}}{{/_}}', 1, 'holds no sections' ],
	[ '{{#_}}a{{|}}b{{/_}}', 1, 'needs a number' ],
	[ '{{#_ n}}a{{/_}}', 1, 'needs two forms' ],
	[ '{{#_ n}}a{{|}}b{{|}}c{{/_}}', 1, 'needs a number' ],
	[ 'a{{|}}b', 1, 'outside of a sentence' ],
	[ '{{^_}}a{{/_}}', 1, 'says nothing' ],
	[ '<a title="{{#_}}a <b>c</b>{{/_}}">', 1, 'holds no tags' ],
	[ '<a title="{{#_}}a "b"{{/_}}">', 1, 'holds no "' ],
	[ '<a {{#_}}b{{/_}}>', 1, 'between attributes' ],
	[ '{{>none}}', 1, 'there is no .*parts/none.html' ],
	[ '{{>loop}}', 1, 'holds itself' ],
	[ '{{>go hrefs="x"}}', 1, 'has no \$hrefs' ],
	[ '{{<go}}x{{/go}}', 1, 'has no \$body' ],
	[ '{{<box}}x', 1, '\{\{/box\}\} is missing' ],
	[ '{{>go href="x" href="y"}}', 1, 'given twice' ],
	[ '{{>go href=x}}', 1, 'needs quotes' ],
	[ '{{>go href="x}}', 1, 'never ends' ],
	[ '{{$x}}', 1, 'only parts have arguments' ],
	[ '{{>field name="{{x}}" label="y"}}', 1, 'cannot be part of a name' ],
	[ '{{>tag of=_"kind"}}', 1, 'is a sentence' ],
	[ '{{>go href="{{u}}" label=_"x"}}', 1, 'must pass \|url' ],
	[ "a < b", 1, 'write &lt;' ],
	[ '<p', 1, 'is not closed' ],
	[ '<title>x', 1, 'is not closed' ],
	[ '<title><b>x</b></title>', 1, 'holds no tags' ],
	[ "\n<b>", 2, '<b> is not closed' ],
	[ '</b>', 1, 'closes nothing' ],
	[ "<b>\n<i></b></i>", 2, '</b>, but open is <i> of \S+:2' ],
	[ '<div/>', 1, 'closes nothing in HTML' ],
	[ '{{#a}}<b>{{/a}}</b>', 1, '<b> is not closed' ],
	[ '<b>{{#a}}</b>{{/a}}', 1, 'opened outside' ],
	[ '<b>{{#_}}x</b>{{/_}}', 1, 'opened outside' ],
	[ '{{#_}}<b>x{{/_}}</b>', 1, '<b> is not closed' ],
	[ "<p>\n<ul></ul></p>", 2, '<ul> inside of the <p>' ],
	[ '<p>' . '<b>' x 60, 1, 'too deeply' ],
	[ '<!DOCTYPE html "x">', 1, 'write <!DOCTYPE' ],
	[ '<!-x>', 1, 'write <!DOCTYPE' ],
	[ '<p a = "b">', 1, 'no space around =' ],
	[ "a\r\nb", 1, 'not CR LF' ],
);

my $n = 0;
for my $case (@refused) {
	my ($text, $line, $why) = @$case;
	my $dir = "$tmp/r" . $n++;
	assets($dir);
	put("$dir/pages/x/bad.html", "$text\n");
	make_path("$dir/out");
	my $err = `$bin/compile_page $dir $dir/out 2>&1`;
	my $status = $? >> 8;
	(my $shown = $text) =~ s/\n/\\n/g;
	$shown =~ s/\r/\\r/g;
	ok($status == 1 && $err =~ /^\S+:\d+: .*$why/, "refused: $shown")
	    or diag("status $status: $err");
	next if $err =~ m{/parts/};
	like($err, qr/bad\.html:$line: /, "... at line $line");
}

put("$tmp/m/mail/bad.txt", "No subject\n");
like(`$bin/compile_page $tmp/m $tmp/out 2>&1`, qr/bad\.txt:1: a mail begins/,
    'a mail needs a subject');
put("$tmp/n/pages/x/Bad-name.html", "x");
like(`$bin/compile_page $tmp/n $tmp/out 2>&1`, qr/names are a-z/,
    'names are checked');

# ---- lists -----------------------------------------------------------------

put("$tmp/l/pages/x/list.html", "<p title=\"Bare\">{{#_}}Said{{/_}} 12 &amp; – Nocape</p>\n" .
    "{{#rows}}{{a}}{{#b=c}}{{d}}{{/b=c}}{{#value.e}}{{x.y}}{{/value.e}}{{/rows}}\n" .
    "<b>Bald</b> {{u}}/path/to {{#_ n}}{{n|time}} \"day\"{{|}}days{{/_}}");
put("$tmp/l/words/w.say", "key = Said\nother = Else\n");
is(`$bin/compile_page --text $tmp/l`, "$tmp/l/pages/x/list.html:1: Bare\n" .
    "$tmp/l/pages/x/list.html:3: Bald\n", '--text finds words outside of sentences');
is(`$bin/compile_page --names $tmp/l`, join('', map { "x_list\t$_\n" }
    "\trows", "rows\ta", "rows\tb", "rows\td", "rows\tvalue.e", "rows\tx.y",
    "\tu", "\tn", "\tn"), '--names lists names with their sets');
my $pot = `$bin/compile_page --pot $tmp/l`;
like($pot, qr/#: \S*w.say:2\nmsgid "Else"\nmsgstr ""/, '--pot: sentences of .say files');
like($pot, qr/#: \S*list.html:1\n#: \S*w.say:1\nmsgid "Said"\nmsgstr ""/,
    '--pot: one entry for one sentence');
like($pot, qr/msgid "\{\{n\|time\}\} \\"day\\""\nmsgid_plural "days"\nmsgstr\[0\] ""\nmsgstr\[1\] ""/,
    '--pot: plurals');

done_testing();
