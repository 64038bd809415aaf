-- A row to which somebody gave a later version by hand would refuse every later write of the shop's as stale. The service takes such
-- a version back with this function, and then writes the row as it should be. A project without this file works as before: the service
-- then says, for such a row, that the file is missing.

-- The guard of 0002_guards.sql, which lets a version go back while it is being taken back, and never otherwise.
create or replace function public.sync_guard_version() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    if coalesce(current_setting('woo_sync.forget_version', true), '') <> 'on'
       and public.sync_is_stale(new.date_modified_gmt, new.sync_seq, old.date_modified_gmt, old.sync_seq) then return null; end if;
    new.synced_at := old.synced_at;
    if new is not distinct from old then return null; end if;
  end if;
  new.synced_at := now();
  return new;
end $$;

-- The rows are left without a version, which is older than any. p_rows: [{"store_id", "woo_id", "date_modified_gmt", "sync_seq"}, ...],
-- the version that was seen: a row that has another one by now is left alone. Answers how many there were.
create or replace function public.sync_forget_version(p_table text, p_rows jsonb) returns bigint
language plpgsql security invoker set search_path = '' as $$
declare
  v_count  bigint;
begin
  if p_table is null or p_table not in ('orders', 'products', 'customers') then
    raise exception 'p_table must be orders, products or customers' using errcode = 'PT400';
  end if;
  perform set_config('woo_sync.forget_version', 'on', true);
  execute format($sql$
    update public.%I t set date_modified_gmt = null, sync_seq = 0
      from jsonb_array_elements($1) e
     where t.store_id = e->>'store_id' and t.woo_id = (e->>'woo_id')::bigint
       and t.date_modified_gmt is not distinct from (e->>'date_modified_gmt')::timestamptz
       and t.sync_seq = (e->>'sync_seq')::bigint $sql$, p_table) using p_rows;
  get diagnostics v_count = row_count;
  perform set_config('woo_sync.forget_version', '', true);
  return v_count;
end $$;

revoke execute on function public.sync_forget_version(text, jsonb) from public, anon, authenticated;
grant execute on function public.sync_forget_version(text, jsonb) to service_role;

notify pgrst, 'reload schema';
