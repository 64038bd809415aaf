-- The roles of a Supabase project, and what a new table there grants: nothing, to nobody.
create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
grant usage on schema public to anon, authenticated, service_role;
alter default privileges in schema public revoke execute on functions from public;

-- For the tests: a call and what came of it, in one line.
create schema tests;
grant usage on schema tests to public;
create function tests.call(p_function text, p_batch jsonb) returns jsonb language plpgsql as $$
declare answer jsonb;
begin
  execute format('select public.%I($1)', p_function) into answer using p_batch;
  return jsonb_build_object('ok', answer);
exception when others then
  return jsonb_build_object('code', sqlstate, 'message', sqlerrm);
end $$;
grant execute on function tests.call to public;
