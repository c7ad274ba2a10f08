-- Which migrations ran, and what they were.
select name, hash from books.migrations;
