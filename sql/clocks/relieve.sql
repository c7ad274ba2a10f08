-- Lets go who waited to leave a group and was still named for an appointment.
select memberships_relieve() as relieved;
