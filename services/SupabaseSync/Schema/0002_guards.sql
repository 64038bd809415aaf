-- What holds for every write, whoever makes it and however: an older version never overwrites a newer one, and a write that
-- changes nothing does not happen (no new synced_at, no Realtime event).

-- Is the first version older than the second? No date is older than any date; equal versions are not stale. No clock takes part.
create or replace function public.sync_is_stale(p_modified timestamptz, p_seq bigint, p_stored_modified timestamptz, p_stored_seq bigint)
returns boolean language sql immutable set search_path = '' as $$
  select (coalesce(p_modified, '-infinity'::timestamptz), coalesce(p_seq, 0))
       < (coalesce(p_stored_modified, '-infinity'::timestamptz), coalesce(p_stored_seq, 0))
$$;

-- Rows with a version. A skipped row is not counted and not returned by the statement.
create or replace function public.sync_guard_version() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    if public.sync_is_stale(new.date_modified_gmt, new.sync_seq, old.date_modified_gmt, old.sync_seq) then return null; end if;
    new.synced_at := old.synced_at;
    if new is not distinct from old then return null; end if;
  end if;
  new.synced_at := now();
  return new;
end $$;

-- Lines and refunds have no version of their own: they are written under their order's.
create or replace function public.sync_guard_repeat() returns trigger
language plpgsql security invoker set search_path = '' as $$
begin
  if tg_op = 'UPDATE' then
    new.synced_at := old.synced_at;
    if new is not distinct from old then return null; end if;
  end if;
  new.synced_at := now();
  return new;
end $$;

create or replace trigger sync_guard before insert or update on public.orders
  for each row execute function public.sync_guard_version();
create or replace trigger sync_guard before insert or update on public.products
  for each row execute function public.sync_guard_version();
create or replace trigger sync_guard before insert or update on public.customers
  for each row execute function public.sync_guard_version();
create or replace trigger sync_guard before insert or update on public.order_lines
  for each row execute function public.sync_guard_repeat();
create or replace trigger sync_guard before insert or update on public.order_refunds
  for each row execute function public.sync_guard_repeat();
