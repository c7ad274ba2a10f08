-- What goes with an erase, and what stays and why.
-- slow
select t.goes, t.what, t.because from privacy_erased() t;
