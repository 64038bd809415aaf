-- The mirror of WooCommerce stores: one row per record, keyed by store and WooCommerce id.
-- Columns carry WooCommerce's own names. Safe to apply again over a database in use.
--
-- In every table
--   raw         the record as WooCommerce's REST API gave it
--   synced_at   when the row was last written; a write that changes nothing does not move it
--   deleted_at  trashed or gone in the shop; rows are never removed, readers filter deleted_at is null
-- In orders, products and customers
--   date_modified_gmt, sync_seq   the version of the row. date_modified_gmt is WooCommerce's, or its date_created_gmt for a
--                                 record that was never modified (raw tells which); sync_seq decides between equal seconds.

create table if not exists public.orders (
  store_id              text        not null,
  woo_id                bigint      not null,
  parent_id             bigint,               -- null where WooCommerce says 0
  number                text,
  order_key             text,
  created_via           text,
  status                text,
  currency              text,
  prices_include_tax    boolean,
  discount_total        numeric,
  discount_tax          numeric,
  shipping_total        numeric,
  shipping_tax          numeric,
  cart_tax              numeric,
  total                 numeric,              -- never reduced by refunds
  total_tax             numeric,
  customer_id           bigint,               -- null for guests. No foreign key: orders may arrive before their customers
  billing_email         text,
  billing               jsonb,
  shipping              jsonb,
  payment_method        text,
  payment_method_title  text,
  transaction_id        text,
  customer_note         text,
  date_created_gmt      timestamptz,
  date_modified_gmt     timestamptz,
  date_paid_gmt         timestamptz,
  date_completed_gmt    timestamptz,
  raw                   jsonb       not null default '{}',
  sync_seq              bigint      not null default 0,
  synced_at             timestamptz not null default now(),
  deleted_at            timestamptz,
  primary key (store_id, woo_id),
  -- A delete may arrive first, knowing only the id; whatever is live is whole.
  constraint orders_live_is_whole check (deleted_at is not null or (status is not null and currency is not null and total is not null))
);

create table if not exists public.order_lines (
  store_id            text        not null,
  woo_id              bigint      not null,   -- WooCommerce's order item id: unique in a store over all kinds of lines
  order_woo_id        bigint      not null,
  kind                text        not null check (kind in ('line_item', 'shipping', 'fee', 'coupon', 'tax')),
  position            integer,                -- as WooCommerce lists them, from 0 within a kind
  name                text,                   -- of the product or fee; the shipping method's title, the coupon's code, the tax's label
  product_id          bigint,
  variation_id        bigint,
  sku                 text,
  quantity            numeric,
  tax_class           text,
  subtotal            numeric,                -- before discounts, without tax
  subtotal_tax        numeric,
  total               numeric,                -- after discounts, without tax: over line_item, shipping and fee these sum up, with orders.total_tax, to orders.total
  total_tax           numeric,
  discount            numeric,                -- coupons only, and already inside the totals of the lines
  discount_tax        numeric,
  method_id           text,
  rate_id             bigint,
  rate_code           text,
  rate_percent        numeric,
  tax_total           numeric,
  shipping_tax_total  numeric,
  taxes               jsonb,
  meta_data           jsonb,
  raw                 jsonb       not null default '{}',
  synced_at           timestamptz not null default now(),
  deleted_at          timestamptz,
  primary key (store_id, woo_id),
  foreign key (store_id, order_woo_id) references public.orders (store_id, woo_id) on delete cascade
);

create table if not exists public.order_refunds (
  store_id          text        not null,
  woo_id            bigint      not null,
  order_woo_id      bigint      not null,
  amount            numeric,                  -- gross, positive
  reason            text,
  refunded_by       bigint,
  refunded_payment  boolean,
  date_created_gmt  timestamptz,
  line_items        jsonb,
  shipping_lines    jsonb,
  fee_lines         jsonb,
  tax_lines         jsonb,
  meta_data         jsonb,
  raw               jsonb       not null default '{}',
  synced_at         timestamptz not null default now(),
  deleted_at        timestamptz,
  primary key (store_id, woo_id),
  foreign key (store_id, order_woo_id) references public.orders (store_id, woo_id) on delete cascade
);

create table if not exists public.products (
  store_id            text        not null,
  woo_id              bigint      not null,
  parent_woo_id       bigint,                 -- the product that a variation belongs to, else null
  type                text,
  status              text,
  name                text,
  slug                text,
  sku                 text,
  global_unique_id    text,
  permalink           text,
  price               numeric,
  regular_price       numeric,
  sale_price          numeric,
  tax_status          text,
  tax_class           text,
  manage_stock        boolean,
  stock_quantity      numeric,
  stock_status        text,
  categories          jsonb,
  attributes          jsonb,
  date_created_gmt    timestamptz,
  date_modified_gmt   timestamptz,
  raw                 jsonb       not null default '{}',
  sync_seq            bigint      not null default 0,
  synced_at           timestamptz not null default now(),
  deleted_at          timestamptz,
  primary key (store_id, woo_id)
);

create table if not exists public.customers (
  store_id            text        not null,
  woo_id              bigint      not null,
  email               text,
  first_name          text,
  last_name           text,
  username            text,
  role                text,
  is_paying_customer  boolean,
  billing             jsonb,
  shipping            jsonb,
  date_created_gmt    timestamptz,
  date_modified_gmt   timestamptz,
  raw                 jsonb       not null default '{}',
  sync_seq            bigint      not null default 0,
  synced_at           timestamptz not null default now(),
  deleted_at          timestamptz,
  primary key (store_id, woo_id)
);

create index if not exists orders_modified_idx on public.orders (store_id, date_modified_gmt desc);
create index if not exists orders_created_idx on public.orders (store_id, date_created_gmt desc);
create index if not exists orders_status_idx on public.orders (store_id, status) where deleted_at is null;
create index if not exists orders_customer_idx on public.orders (store_id, customer_id);
create index if not exists order_lines_order_idx on public.order_lines (store_id, order_woo_id);
create index if not exists order_lines_product_idx on public.order_lines (store_id, product_id);
create index if not exists order_refunds_order_idx on public.order_refunds (store_id, order_woo_id);
create index if not exists products_sku_idx on public.products (store_id, sku);
create index if not exists products_parent_idx on public.products (store_id, parent_woo_id) where parent_woo_id is not null;
create index if not exists customers_email_idx on public.customers (store_id, lower(email));
