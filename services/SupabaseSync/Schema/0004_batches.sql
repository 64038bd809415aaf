-- The functions that the sync service calls, one per entity: POST /rest/v1/rpc/sync_orders {"p_batch": [{...}, ...]}.
-- A batch is one transaction. Each record stands in a block of its own, so a record that cannot be stored fails alone:
--   [{"store_id", "woo_id", "result": "created"|"updated"|"unchanged"|"stale"|"error", "code", "message"}, ...]
-- The message names columns and constraints, and no content of a row.

create or replace function public.sync_batch(p_table text, p_batch jsonb) returns jsonb
language plpgsql security invoker set search_path = '' as $$
declare
  v_record   jsonb;
  v_result   jsonb;
  v_results  jsonb[] := '{}';
  v_state    text;
  v_message  text;
begin
  for v_record in
    select e from jsonb_array_elements(p_batch) with ordinality x(e, n)
     -- All writers take the rows in the order of the key: no deadlocks. Of one record, the oldest version first.
     order by e->>'store_id' collate "C",
              case when e->>'woo_id' ~ '^[0-9]{1,18}$' then (e->>'woo_id')::bigint end,
              e->>'date_modified_gmt' collate "C" nulls first,
              case when e->>'sync_seq' ~ '^[0-9]{1,18}$' then (e->>'sync_seq')::bigint end,
              n
  loop
    begin
      v_result := jsonb_build_object('result', case p_table
        when 'orders' then public.sync_order(v_record)
        when 'products' then public.sync_product(v_record)
        when 'customers' then public.sync_customer(v_record) end);
    exception when others then   -- a cancelled statement (57014) is not among them: it fails the batch
      get stacked diagnostics v_state = returned_sqlstate, v_message = message_text;
      -- What is not this record's doing fails the batch as a whole.
      if v_state like '40%' then
        -- Not as 40001 or 40P01: PostgREST 14 repeats those for ever when a function raises them.
        raise exception 'the batch met another writer, send it again' using errcode = 'PT503';
      elsif left(v_state, 2) in ('08', '0A', '25', '42', '53', '55', '57', '58', 'F0', 'XX') then
        raise;
      end if;
      -- "invalid input syntax for type numeric: ..." goes on with the value: whose it is stays in the database.
      v_result := jsonb_build_object('result', 'error', 'code', v_state,
                                     'message', case when v_state like '22%' then split_part(v_message, ': "', 1) else v_message end);
    end;
    v_results := v_results || (jsonb_build_object('store_id', v_record->'store_id', 'woo_id', v_record->'woo_id') || v_result);
  end loop;
  return to_jsonb(v_results);
end $$;

create or replace function public.sync_orders(p_batch jsonb) returns jsonb
language sql security invoker set search_path = '' as $$ select public.sync_batch('orders', p_batch) $$;

create or replace function public.sync_products(p_batch jsonb) returns jsonb
language sql security invoker set search_path = '' as $$ select public.sync_batch('products', p_batch) $$;

create or replace function public.sync_customers(p_batch jsonb) returns jsonb
language sql security invoker set search_path = '' as $$ select public.sync_batch('customers', p_batch) $$;

-- What the test of a credential asks: which version of this schema is here, who asks, and which rights are missing.
create or replace function public.sync_schema_status() returns jsonb
language sql stable security invoker set search_path = '' as $$
  select jsonb_build_object(
    'version', 1,
    'role', current_user,
    'missing_grants', coalesce((
      select jsonb_agg(t || ':' || r order by t, r)
        from unnest(array['orders', 'order_lines', 'order_refunds', 'products', 'customers']) t,
             unnest(array['select', 'insert', 'update']) r
       where not has_table_privilege('public.' || t, r)), '[]'))
$$;
