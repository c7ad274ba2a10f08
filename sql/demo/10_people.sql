-- The people of a made-up community: three coordinators, 25 volunteers and
-- fifteen groups.  Every sign-in has the password "two doors one light".
-- Loaded once, by the owner; names and stories are invented for this project.
set local search_path = data, public;

create function pg_temp.wendle() returns bigint language sql as
	$$ select id from communities order by key <> 'wendle', id limit 1 $$;
create function pg_temp.town(wanted text) returns int language sql as
	$$ select id from places where name = wanted and country = 'GB' order by people desc limit 1 $$;
-- Places come with `make`; a database without them still gets its towns.
insert into places (id, name, region, country, latitude, longitude, people)
select * from (values
	(2647632, 'Halifax', 'England', 'GB', 53.71667, -1.85, 82624),
	(2635744, 'Todmorden', 'England', 'GB', 53.71434, -2.09701, 11690),
	(2647207, 'Hebden Bridge', 'England', 'GB', 53.74093, -2.01337, 4235),
	(2637268, 'Sowerby Bridge', 'England', 'GB', 53.70903, -1.90929, 9948),
	(2641922, 'Mytholmroyd', 'England', 'GB', 53.73065, -1.98258, 3949),
	(2639320, 'Ripponden', 'England', 'GB', 53.67449, -1.94183, 4665),
	(2654715, 'Brighouse', 'England', 'GB', 53.70322, -1.78428, 32872),
	(2650110, 'Elland', 'England', 'GB', 53.6851, -1.83878, 15625),
	(2646458, 'Huddersfield', 'England', 'GB', 53.64904, -1.78416, 149017),
	(2645889, 'Keighley', 'England', 'GB', 53.86791, -1.90664, 50171),
	(2655642, 'Bingley', 'England', 'GB', 53.84861, -1.83857, 20327),
	(2647278, 'Haworth', 'England', 'GB', 53.82905, -1.94827, 6213)) t on conflict do nothing;

create temp table who (key text, name text, phone text) on commit drop;
insert into who values
	('ruth', 'Ruth Okafor', '01632 960101'), ('ines', 'Ines Marrow', '01632 960102'), ('george', 'George Pell', '01632 960103'),
	('tom', 'Tom Whitlock', '07700 900101'), ('priya', 'Priya Raman', '07700 900102'), ('lena', 'Lena Braun-Castellanos', '07700 900103'),
	('deniz', 'Deniz Aydın', '07700 900104'), ('jonas', 'Jonas Lindqvist', '07700 900105'), ('moira', 'Moira McAllister', ''),
	('kwame', 'Kwame Boateng', '07700 900107'), ('siân', 'Siân Prosser', '07700 900108'), ('yusuf', 'Yusuf Rahman', '07700 900109'),
	('claire', 'Claire Fothergill', '07700 900110'), ('anders', 'Anders Holm', '07700 900111'), ('farah', 'Farah Siddiqui', '07700 900112'),
	('pete', 'Pete Ackroyd', '07700 900113'), ('ngozi', 'Ngozi Eze', '07700 900114'), ('hannah', 'Hannah Greenwood', '07700 900115'),
	('marek', 'Marek Zieliński', '07700 900116'), ('bea', 'Beatrice Lumb', ''), ('oliver', 'Oliver Sutcliffe', '07700 900118'),
	('tamsin', 'Tamsin Reyes', '07700 900119'), ('wei', '李伟 Li Wei', '07700 900120'), ('dorothy', 'Dorothy Haigh', '01632 960121'),
	('sam', 'Sam Crossley', '07700 900122'), ('nadia', 'Nadia Haddad', '07700 900123'), ('alan', 'Alan Barraclough', '07700 900124'),
	('ruby', 'Ruby Sharma-Holt', '07700 900125'),
	('amina', 'Amina Diallo', '07700 900201'), ('joan', 'Joan Featherstone', '01632 960202'), ('brian', 'Brian Uttley', '01632 960203'),
	('marguerite', 'Marguerite Adeyemi-Holloway', '07700 900204'), ('stella', 'Stella Kowalczyk', '07700 900205'),
	('colin', 'Colin Sykes', '07700 900206'), ('fatima', 'Fatima Al-Amin', '07700 900207'), ('walter', 'Walter Dyson', '01632 960208'),
	('jean', 'Jean-Baptiste Mukendi', '07700 900209'), ('elsie', 'Elsie Greenhalgh', '01632 960210'), ('rashid', 'Rashid Khan', '07700 900211'),
	('penny', 'Penny Lockwood', '07700 900212'), ('tariq', 'Tariq Aziz Malik', '07700 900213'), ('gwen', 'Gwen Holroyd', '01632 960214'),
	('ivy', 'Ivy Nakamura', '07700 900215'), ('bronwen', 'Bronwen Rees', '07700 900216'), ('dermot', 'Dermot Quinn', '07700 900217');

insert into people (community_id, name, created_at)
select pg_temp.wendle(), name, now() - interval '14 months' from who;
insert into accounts (person_id, community_id, address, phone, password_hash)
select p.id, p.community_id, translate(w.key, 'â', 'a') || '@example.org', w.phone,
    '$argon2id$v=19$m=65536,t=3,p=1$AHefdm7/tnag/xM3EBQzZw$GiNPUZOpTvyP6oZz/9TOlKAjwaOb11hGpT6LshKB2SQ'
from who w join people p on p.name = w.name;
create function pg_temp.person(wanted text) returns bigint language sql as
	$$ select person_id from accounts where address = translate(wanted, 'â', 'a') || '@example.org' $$;

insert into coordinators (person_id, community_id)
select pg_temp.person(k), pg_temp.wendle() from unnest(array['ruth', 'ines', 'george']) k;

create temp table offers (key text, state text, town text, reach int, afar bool, languages text[], hours text[],
    capacity int, skills text[], words text, asked_days int) on commit drop;
insert into offers values
	('tom', 'vetted', 'Hebden Bridge', 15, true, '{en,de}', '{tue_evening,thu_evening,sat_morning,sat_afternoon}', 2,
	 '{laptops:3:c,shared_files:3:c,spreadsheets:2:c,email:2}', 'I look after computers for a housing association. I would rather watch how you work for ten minutes than guess.', 50),
	('priya', 'vetted', 'Halifax', 8, true, '{en,hi,gu}', '{sat_morning,sun_afternoon}', 1,
	 '{phones:2,spreadsheets:2,video_calls:1}', 'This is my first time. I work in a library and help people with their phones every day.', 20),
	('lena', 'vetted', 'Todmorden', 20, true, '{en,de,es}', '{mon_evening,tue_evening,sat_morning}', 2,
	 '{laptops:2:c,children:3:c,safety:2:c,wifi:2}', 'School technician. I know how to make a laptop safe and still fun for children.', 33),
	('deniz', 'vetted', 'Huddersfield', 25, false, '{en,tr}', '{wed_afternoon,fri_evening,sat_afternoon}', 2,
	 '{printers:3:c,laptops:2,wifi:3:c,sound:2}', 'I repair printers for a living and have never met one I could not calm down.', 12),
	('jonas', 'vetted', 'Halifax', 10, true, '{en}', '{mon_evening,wed_evening}', 2,
	 '{newsletters:3:c,email:3:c,websites:2}', 'Mail is my trade. I can explain spam without a single abbreviation.', 40),
	('moira', 'vetted', null, 0, true, '{en}', '{mon_morning,tue_morning,wed_morning,thu_morning,fri_morning}', 3,
	 '{spreadsheets:3:c,databases:3:c,money:2:c}', 'Retired bookkeeper and database person. By phone only, mornings are best.', 75),
	('kwame', 'vetted', 'Keighley', 20, true, '{en,fr}', '{thu_evening,fri_evening,sun_afternoon}', 2,
	 '{websites:3:c,forms:3:c,accounts:2}', 'I build websites that people can keep up without me.', 8),
	('siân', 'vetted', 'Mytholmroyd', 12, true, '{en,cy}', '{tue_morning,wed_morning,thu_morning}', 1,
	 '{access:3:c,training:3:c,phones:2}', 'I teach older people. I use a screen reader every day myself.', 60),
	('yusuf', 'vetted', 'Bingley', 15, true, '{en,ur,pa,ar}', '{sat_morning,sat_afternoon,sun_morning}', 2,
	 '{accounts:3:c,passwords:3:c,safety:3:c,backups:2}', 'Security is my job. Nobody has ever been told off by me.', 27),
	('claire', 'vetted', 'Sowerby Bridge', 10, true, '{en,fr}', '{mon_evening,thu_evening}', 2,
	 '{shared_calendars:3:c,email:2,shared_files:2}', 'I set up calendars for a doctors’ surgery.', null),
	('anders', 'vetted', 'Halifax', 30, false, '{en}', '{fri_morning,fri_afternoon,sat_morning}', 1,
	 '{wifi:3:c,phones:2,laptops:2}', 'Old buildings with thick walls are my hobby.', 15),
	('farah', 'vetted', 'Brighouse', 15, true, '{en,ur,hi}', '{tue_evening,sun_morning}', 2,
	 '{video_calls:3,training:2,phones:3}', 'I run sewing classes over video for three mosques.', null),
	('pete', 'vetted', 'Elland', 10, false, '{en}', '{mon_morning,tue_morning,wed_morning}', 2,
	 '{laptops:3:c,printers:2,backups:3:c}', 'Forty years of fixing things. Tea appreciated.', 5),
	('ngozi', 'vetted', null, 0, true, '{en}', '{wed_evening,sat_evening}', 1,
	 '{databases:3:c,forms:2,spreadsheets:3}', 'I can turn a shoebox of index cards into a list you can search.', 90),
	('hannah', 'vetted', 'Hebden Bridge', 8, true, '{en,bsl}', '{thu_afternoon,fri_afternoon}', 1,
	 '{access:2:c,video_calls:2,training:2}', 'I sign, and I know which video programs caption well.', 44),
	('marek', 'vetted', 'Todmorden', 15, true, '{en,pl,uk}', '{sat_morning,sun_morning,sun_afternoon}', 2,
	 '{websites:2,email:2:c,accounts:2:c}', 'Happy to help in Polish or Ukrainian too.', 31),
	('bea', 'vetted', null, 0, true, '{en}', '{mon_afternoon,wed_afternoon}', 2,
	 '{newsletters:2,websites:2:c,training:3}', 'I edited a village newsletter for twelve years.', 18),
	('oliver', 'vetted', 'Ripponden', 25, true, '{en}', '{tue_evening,wed_evening,thu_evening}', 2,
	 '{sound:3:c,video_calls:3:c,wifi:2}', 'I mix sound for the brass band.', 22),
	('tamsin', 'vetted', 'Haworth', 20, true, '{en,pt,es}', '{mon_evening,sat_afternoon}', 1,
	 '{shared_files:3:c,accounts:3:c,email:3}', 'Moving a group from one person’s mailbox to shared ones is what I like best.', 9),
	('wei', 'vetted', 'Huddersfield', 15, true, '{en,zh}', '{wed_evening,sun_evening}', 1,
	 '{databases:2,websites:3,forms:3:c}', '我也可以用中文帮忙。 I write forms that people finish.', 70),
	('dorothy', 'vetted', 'Halifax', 5, false, '{en}', '{tue_afternoon,thu_afternoon}', 1,
	 '{phones:2:c,training:3:c}', 'I am 78 and learned at 70, so I know what is confusing.', 100),
	('sam', 'vetted', 'Halifax', 12, true, '{en}', '{sat_morning,sat_afternoon,sat_evening}', 2,
	 '{laptops:2,phones:2}', 'Student. I have done this for all my aunts.', null),
	('nadia', 'new', 'Brighouse', 10, true, '{en,ar,fr}', '{mon_evening,tue_evening}', 1,
	 '{email:2,newsletters:2,video_calls:2}', 'I coordinate volunteers at work and would like to give some time myself.', null),
	('alan', 'new', 'Elland', 20, true, '{en}', '{fri_evening,sat_morning}', 1,
	 '{backups:3,wifi:2}', 'Ran the network of a mill until it closed.', null),
	('ruby', 'vetted', 'Sowerby Bridge', 10, true, '{en,pa}', '{sun_morning,sun_afternoon}', 1,
	 '{spreadsheets:2:c,money:2:c}', 'Treasurer of two societies, so I know the end of the financial year.', 55);

insert into volunteers (person_id, community_id, state, words, town, place_id, reach_km, afar, languages, hours, capacity,
    agreed_at, asked_at, vetted_by, vetted_at, created_at, paused_until)
select pg_temp.person(key), pg_temp.wendle(), state, words, coalesce(town, ''), pg_temp.town(town), reach, afar, languages, hours, capacity,
    now() - interval '9 months', now() - make_interval(days => asked_days),
    case when state = 'vetted' then pg_temp.person('ruth') end, case when state = 'vetted' then now() - interval '9 months' end,
    case when state = 'new' then now() - interval '2 days' else now() - interval '10 months' end,
    case when key = 'dorothy' then current_date + 20 end
from offers;
insert into volunteer_skills (person_id, community_id, skill, level, checked_by, checked_at, checked_until)
select pg_temp.person(key), pg_temp.wendle(), split_part(s, ':', 1), split_part(s, ':', 2)::int,
    case when s like '%:c' then pg_temp.person('ruth') end, case when s like '%:c' then now() - interval '6 months' end,
    case when s like '%:c' then current_date + 500 end
from offers, unnest(skills) s;
insert into credentials (community_id, person_id, kind, title, issuer, state, checked_by, checked_at, valid_until, how) values
	(pg_temp.wendle(), pg_temp.person('lena'), 'training', 'Safeguarding children, level 2', 'Calder training partnership', 'checked', pg_temp.person('ines'), now() - interval '5 months', current_date + 200, 'Saw the certificate on a video call'),
	(pg_temp.wendle(), pg_temp.person('deniz'), 'training', 'Working with children and young people', 'West Riding youth trust', 'checked', pg_temp.person('ines'), now() - interval '11 months', current_date + 6, 'Saw the paper'),
	(pg_temp.wendle(), pg_temp.person('yusuf'), 'certificate', 'Information security', 'Chartered institute', 'checked', pg_temp.person('ruth'), now() - interval '8 months', current_date + 400, 'Looked up in the public register'),
	(pg_temp.wendle(), pg_temp.person('nadia'), 'reference', 'Reference from the Brighouse carers’ centre', 'Mrs Holdsworth', 'claimed', null, null, null, ''),
	(pg_temp.wendle(), pg_temp.person('siân'), 'degree', 'Teaching adults', 'University of Leeds', 'checked', pg_temp.person('george'), now() - interval '7 months', null, 'Spoke with the department');

create temp table groups_in (key text, name text, does text, town text, registration text, number text, street text, notes text,
    state text, members text[]) on commit drop;
insert into groups_in values
	('foodbank', 'Riverside Food Bank', 'About 130 food parcels every Friday, and a cup of tea with each.', 'Sowerby Bridge', 'registered', '1184201', '4 Wharf Street', 'Ring the side door, the front is for vans.', 'vetted', '{amina,joan}'),
	('choir', 'Wendle Valley Community Choir', '64 singers, no auditions, two concerts a year.', 'Hebden Bridge', 'not_registered', '', 'Birchcliffe hall', '', 'vetted', '{brian,joan}'),
	('homework', 'St Brannock’s Homework Club', '22 children aged 8 to 13 do their homework with us, Tuesdays and Thursdays.', 'Halifax', 'part_of', '', 'Church hall, Gibbet Lane', 'Only when two of us are there.', 'vetted', '{marguerite}'),
	('shelter', 'Harbour Lane Night Shelter', '18 beds, every night of the year.', 'Halifax', 'registered', '1099875', '', '', 'vetted', '{stella}'),
	('women', 'The Women’s and Children’s Drop-in and Advice Centre of Upper and Lower Wendle', 'A safe place to come in, talk and get advice, four days a week.', 'Halifax', 'registered', '1150032', '', 'We give the address by phone only.', 'vetted', '{fatima}'),
	('allotment', 'Upper Wendle Allotment Society', '48 plots and a waiting list of three years.', 'Mytholmroyd', 'not_registered', '', '', '', 'vetted', '{walter}'),
	('football', 'Wendle Rovers Girls’ Football', 'Six teams, under 8 to under 15.', 'Brighouse', 'registered', 'CASC 4471', '', '', 'vetted', '{colin}'),
	('band', 'Ripponden and Barkisland Brass', 'A brass band since 1889, with a training band for beginners.', 'Ripponden', 'registered', '1033419', '', '', 'vetted', '{gwen}'),
	('refugees', 'Welcome to Calder', 'English lessons, lifts and company for families who are new here.', 'Huddersfield', 'registered', '1177001', '', '', 'vetted', '{jean,ivy}'),
	('repair', 'The Mending Room', 'A repair café, every last Saturday.', 'Todmorden', 'not_registered', '', '', '', 'vetted', '{dermot}'),
	('lunch', 'Elland Tuesday Lunch Club', 'Hot lunch for 40 people over 70.', 'Elland', 'part_of', '', '', '', 'vetted', '{elsie}'),
	('mosque', 'Madni Community Kitchen', 'Cooked meals for anyone, Fridays and in Ramadan daily.', 'Keighley', 'registered', '1166212', '', '', 'vetted', '{rashid}'),
	('woods', 'Friends of Strines Wood', 'We plant, clear paths and count birds.', 'Hebden Bridge', 'not_registered', '', '', '', 'vetted', '{penny}'),
	('carers', 'Young Carers of Bingley', 'Evenings off for children who look after someone at home.', 'Bingley', 'registered', '1190777', '', '', 'new', '{tariq}'),
	('library', 'Haworth Community Library', 'A library that neighbours kept open.', 'Haworth', 'unknown', '', '', '', 'new', '{bronwen}');
insert into groups (community_id, name, does, place_id, registration, registration_number, street, entry_notes, state, vetted_by, vetted_at, created_at)
select pg_temp.wendle(), name, does, pg_temp.town(town), registration, number, street, notes, state,
    case when state = 'vetted' then pg_temp.person('ines') end, case when state = 'vetted' then now() - interval '12 months' end,
    case when state = 'vetted' then now() - interval '13 months' else now() - interval '1 day' end
from groups_in;
create function pg_temp.grp(wanted text) returns bigint language sql as
	$$ select g.id from groups g join groups_in i on i.name = g.name where i.key = wanted $$;
insert into memberships (group_id, person_id, community_id, contact, since)
select pg_temp.grp(key), pg_temp.person(members[n]), pg_temp.wendle(), n = 1, now() - interval '12 months'
from groups_in, generate_subscripts(members, 1) n;
insert into promises (community_id, kind, group_id, desk, subject_ref, due_on)
select community_id, 'vet_group', null, true, ref, current_date + 1 from groups where state = 'new';
insert into promises (community_id, kind, desk, subject_ref, due_on)
select v.community_id, 'vet_volunteer', true, p.ref, current_date + 2 from volunteers v join people p on p.id = v.person_id where v.state = 'new';
