-- Only the service may come in. New tables of a Supabase project grant nothing to anybody (since 2026-10-30), so this must be said.

alter table public.orders enable row level security;
alter table public.order_lines enable row level security;
alter table public.order_refunds enable row level security;
alter table public.products enable row level security;
alter table public.customers enable row level security;

grant usage on schema public to service_role;
grant select, insert, update, delete on
  public.orders, public.order_lines, public.order_refunds, public.products, public.customers to service_role;

revoke execute on function
  public.sync_orders(jsonb), public.sync_products(jsonb), public.sync_customers(jsonb), public.sync_schema_status(),
  public.sync_batch(text, jsonb), public.sync_order(jsonb), public.sync_product(jsonb), public.sync_customer(jsonb),
  public.sync_order_lines(text, bigint, jsonb, boolean), public.sync_order_refunds(text, bigint, jsonb, boolean),
  public.sync_is_stale(timestamptz, bigint, timestamptz, bigint) from public, anon, authenticated;
grant execute on function
  public.sync_orders(jsonb), public.sync_products(jsonb), public.sync_customers(jsonb), public.sync_schema_status(),
  public.sync_batch(text, jsonb), public.sync_order(jsonb), public.sync_product(jsonb), public.sync_customer(jsonb),
  public.sync_order_lines(text, bigint, jsonb, boolean), public.sync_order_refunds(text, bigint, jsonb, boolean),
  public.sync_is_stale(timestamptz, bigint, timestamptz, bigint) to service_role;

notify pgrst, 'reload schema';
