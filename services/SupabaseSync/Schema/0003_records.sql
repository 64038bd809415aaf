-- Writes one record and answers 'created', 'updated', 'unchanged' or 'stale'.
--
-- p is a row as JSON: keys are columns; a key that is missing keeps the stored value, a key that is null empties it.
-- "deleted": true marks the row as deleted, a later version without it revives the row. An order also has "lines" and "refunds":
-- an array is the whole truth (what is not in it is marked as deleted), a missing one leaves them as they are.

create or replace function public.sync_order(p jsonb) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  v_deleted  boolean := coalesce((p->>'deleted')::boolean, false);
  v_stored   public.orders;
  v_row      public.orders;
  v_created  boolean := false;
  v_changes  bigint := 0;
  v_count    bigint;
begin
  loop
    select * into v_stored from public.orders
     where store_id = p->>'store_id' and woo_id = (p->>'woo_id')::bigint for update;
    v_row := jsonb_populate_record(v_stored, p);
    v_row.raw := coalesce(v_row.raw, '{}');
    v_row.sync_seq := coalesce(v_row.sync_seq, 0);
    v_row.deleted_at := case when v_deleted then coalesce(v_stored.deleted_at, now()) end;
    exit when v_stored.woo_id is not null;
    insert into public.orders select (v_row).* on conflict (store_id, woo_id) do nothing;
    v_created := found;
    exit when v_created;   -- else another writer was faster: its row is there the next time round
  end loop;

  if not v_created then
    if public.sync_is_stale(v_row.date_modified_gmt, v_row.sync_seq, v_stored.date_modified_gmt, v_stored.sync_seq) then
      return 'stale';
    end if;
    update public.orders set
      parent_id = v_row.parent_id, number = v_row.number, order_key = v_row.order_key, created_via = v_row.created_via,
      status = v_row.status, currency = v_row.currency, prices_include_tax = v_row.prices_include_tax,
      discount_total = v_row.discount_total, discount_tax = v_row.discount_tax, shipping_total = v_row.shipping_total,
      shipping_tax = v_row.shipping_tax, cart_tax = v_row.cart_tax, total = v_row.total, total_tax = v_row.total_tax,
      customer_id = v_row.customer_id, billing_email = v_row.billing_email, billing = v_row.billing, shipping = v_row.shipping,
      payment_method = v_row.payment_method, payment_method_title = v_row.payment_method_title,
      transaction_id = v_row.transaction_id, customer_note = v_row.customer_note,
      date_created_gmt = v_row.date_created_gmt, date_modified_gmt = v_row.date_modified_gmt,
      date_paid_gmt = v_row.date_paid_gmt, date_completed_gmt = v_row.date_completed_gmt,
      raw = v_row.raw, sync_seq = v_row.sync_seq, deleted_at = v_row.deleted_at
    where store_id = v_row.store_id and woo_id = v_row.woo_id;
    get diagnostics v_changes = row_count;
  end if;

  v_count := public.sync_order_lines(v_row.store_id, v_row.woo_id, nullif(p->'lines', 'null'), v_deleted);
  v_changes := v_changes + v_count;
  v_count := public.sync_order_refunds(v_row.store_id, v_row.woo_id, nullif(p->'refunds', 'null'), v_deleted);
  v_changes := v_changes + v_count;

  return case when v_created then 'created' when v_changes > 0 then 'updated' else 'unchanged' end;
end $$;

-- How many lines of the order changed.
create or replace function public.sync_order_lines(p_store_id text, p_order_woo_id bigint, p_lines jsonb, p_deleted boolean) returns bigint
language plpgsql security invoker set search_path = '' as $$
declare
  v_written  bigint := 0;
  v_gone     bigint;
begin
  if p_lines is not null then
    insert into public.order_lines
    select x.*
      from jsonb_array_elements(p_lines) e
      left join public.order_lines o on o.store_id = p_store_id and o.woo_id = (e->>'woo_id')::bigint
     cross join lateral jsonb_populate_record(o, jsonb_build_object('raw', '{}'::jsonb) || e || jsonb_build_object(
             'store_id', p_store_id, 'order_woo_id', p_order_woo_id,
             'deleted_at', case when p_deleted then coalesce(o.deleted_at, now()) end)) x
    on conflict (store_id, woo_id) do update set
      order_woo_id = excluded.order_woo_id, kind = excluded.kind, position = excluded.position, name = excluded.name,
      product_id = excluded.product_id, variation_id = excluded.variation_id, sku = excluded.sku,
      quantity = excluded.quantity, tax_class = excluded.tax_class, subtotal = excluded.subtotal,
      subtotal_tax = excluded.subtotal_tax, total = excluded.total, total_tax = excluded.total_tax,
      discount = excluded.discount, discount_tax = excluded.discount_tax, method_id = excluded.method_id,
      rate_id = excluded.rate_id, rate_code = excluded.rate_code, rate_percent = excluded.rate_percent,
      tax_total = excluded.tax_total, shipping_tax_total = excluded.shipping_tax_total, taxes = excluded.taxes,
      meta_data = excluded.meta_data, raw = excluded.raw, deleted_at = excluded.deleted_at;
    get diagnostics v_written = row_count;
  end if;

  update public.order_lines set deleted_at = now()
   where store_id = p_store_id and order_woo_id = p_order_woo_id and deleted_at is null
     and (p_deleted or woo_id <> all (select (e->>'woo_id')::bigint from jsonb_array_elements(p_lines) e))
     and (p_deleted or p_lines is not null);
  get diagnostics v_gone = row_count;
  return v_written + v_gone;
end $$;

-- How many refunds of the order changed. A refund known only from the order's summary comes without its details, and keeps those stored.
create or replace function public.sync_order_refunds(p_store_id text, p_order_woo_id bigint, p_refunds jsonb, p_deleted boolean) returns bigint
language plpgsql security invoker set search_path = '' as $$
declare
  v_written  bigint := 0;
  v_gone     bigint;
begin
  if p_refunds is not null then
    insert into public.order_refunds
    select x.*
      from jsonb_array_elements(p_refunds) e
      left join public.order_refunds o on o.store_id = p_store_id and o.woo_id = (e->>'woo_id')::bigint
     cross join lateral jsonb_populate_record(o, jsonb_build_object('raw', coalesce(o.raw, '{}'::jsonb)) || e || jsonb_build_object(
             'store_id', p_store_id, 'order_woo_id', p_order_woo_id,
             'deleted_at', case when p_deleted then coalesce(o.deleted_at, now()) end)) x
    on conflict (store_id, woo_id) do update set
      order_woo_id = excluded.order_woo_id, amount = excluded.amount, reason = excluded.reason,
      refunded_by = excluded.refunded_by, refunded_payment = excluded.refunded_payment,
      date_created_gmt = excluded.date_created_gmt, line_items = excluded.line_items,
      shipping_lines = excluded.shipping_lines, fee_lines = excluded.fee_lines, tax_lines = excluded.tax_lines,
      meta_data = excluded.meta_data, raw = excluded.raw, deleted_at = excluded.deleted_at;
    get diagnostics v_written = row_count;
  end if;

  update public.order_refunds set deleted_at = now()
   where store_id = p_store_id and order_woo_id = p_order_woo_id and deleted_at is null
     and (p_deleted or woo_id <> all (select (e->>'woo_id')::bigint from jsonb_array_elements(p_refunds) e))
     and (p_deleted or p_refunds is not null);
  get diagnostics v_gone = row_count;
  return v_written + v_gone;
end $$;

create or replace function public.sync_product(p jsonb) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  v_deleted  boolean := coalesce((p->>'deleted')::boolean, false);
  v_stored   public.products;
  v_row      public.products;
begin
  loop
    select * into v_stored from public.products
     where store_id = p->>'store_id' and woo_id = (p->>'woo_id')::bigint for update;
    v_row := jsonb_populate_record(v_stored, p);
    v_row.raw := coalesce(v_row.raw, '{}');
    v_row.sync_seq := coalesce(v_row.sync_seq, 0);
    v_row.deleted_at := case when v_deleted then coalesce(v_stored.deleted_at, now()) end;
    exit when v_stored.woo_id is not null;
    insert into public.products select (v_row).* on conflict (store_id, woo_id) do nothing;
    if found then return 'created'; end if;
  end loop;

  if public.sync_is_stale(v_row.date_modified_gmt, v_row.sync_seq, v_stored.date_modified_gmt, v_stored.sync_seq) then
    return 'stale';
  end if;
  update public.products set
    parent_woo_id = v_row.parent_woo_id, type = v_row.type, status = v_row.status, name = v_row.name, slug = v_row.slug,
    sku = v_row.sku, global_unique_id = v_row.global_unique_id, permalink = v_row.permalink, price = v_row.price,
    regular_price = v_row.regular_price, sale_price = v_row.sale_price, tax_status = v_row.tax_status,
    tax_class = v_row.tax_class, manage_stock = v_row.manage_stock, stock_quantity = v_row.stock_quantity,
    stock_status = v_row.stock_status, categories = v_row.categories, attributes = v_row.attributes,
    date_created_gmt = v_row.date_created_gmt, date_modified_gmt = v_row.date_modified_gmt,
    raw = v_row.raw, sync_seq = v_row.sync_seq, deleted_at = v_row.deleted_at
  where store_id = v_row.store_id and woo_id = v_row.woo_id;
  return case when found then 'updated' else 'unchanged' end;
end $$;

create or replace function public.sync_customer(p jsonb) returns text
language plpgsql security invoker set search_path = '' as $$
declare
  v_deleted  boolean := coalesce((p->>'deleted')::boolean, false);
  v_stored   public.customers;
  v_row      public.customers;
begin
  loop
    select * into v_stored from public.customers
     where store_id = p->>'store_id' and woo_id = (p->>'woo_id')::bigint for update;
    v_row := jsonb_populate_record(v_stored, p);
    v_row.raw := coalesce(v_row.raw, '{}');
    v_row.sync_seq := coalesce(v_row.sync_seq, 0);
    v_row.deleted_at := case when v_deleted then coalesce(v_stored.deleted_at, now()) end;
    exit when v_stored.woo_id is not null;
    insert into public.customers select (v_row).* on conflict (store_id, woo_id) do nothing;
    if found then return 'created'; end if;
  end loop;

  if public.sync_is_stale(v_row.date_modified_gmt, v_row.sync_seq, v_stored.date_modified_gmt, v_stored.sync_seq) then
    return 'stale';
  end if;
  update public.customers set
    email = v_row.email, first_name = v_row.first_name, last_name = v_row.last_name, username = v_row.username,
    role = v_row.role, is_paying_customer = v_row.is_paying_customer, billing = v_row.billing, shipping = v_row.shipping,
    date_created_gmt = v_row.date_created_gmt, date_modified_gmt = v_row.date_modified_gmt,
    raw = v_row.raw, sync_seq = v_row.sync_seq, deleted_at = v_row.deleted_at
  where store_id = v_row.store_id and woo_id = v_row.woo_id;
  return case when found then 'updated' else 'unchanged' end;
end $$;
