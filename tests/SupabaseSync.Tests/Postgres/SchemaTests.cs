namespace SupabaseSync.Tests.Postgres;

/// <summary>What the SQL promises beyond its batch functions.</summary>
public class SchemaTests(PrivatePostgres postgres) : IClassFixture<PrivatePostgres>
{
    private const string Product = """{"store_id":"s1","woo_id":1,"name":"a","date_modified_gmt":"2026-11-02T00:00:00Z","sync_seq":2}""";

    [Fact]
    public async Task Applied_again_over_data_it_changes_nothing()
    {
        using var session = await OpenAsync();
        await session.RunAsync($"set role service_role; select public.sync_products('[{Product}]'); reset role;");
        var before = await session.RunAsync("select to_jsonb(p) from public.products p;");
        await PrivatePostgres.ApplySchemaAsync(session);
        await PrivatePostgres.ApplySchemaAsync(session);
        Assert.Equal(before, await session.RunAsync("select to_jsonb(p) from public.products p;"));
        Assert.Contains("\"unchanged\"", await session.RunAsync($"set role service_role; select public.sync_products('[{Product}]');"));
    }

    [Fact]
    public async Task The_status_tells_version_role_and_missing_rights()
    {
        using var session = await OpenAsync();
        Assert.Equal("""{"role": "service_role", "version": 1, "missing_grants": []}""", await session.RunAsync("set role service_role; select public.sync_schema_status();"));
        var missing = await session.RunAsync("reset role; begin; revoke insert on public.orders from service_role; set local role service_role; select public.sync_schema_status()->'missing_grants'; rollback;");
        Assert.Equal("""["orders:insert"]""", missing);
    }

    [Theory]
    [InlineData("anon")]
    [InlineData("authenticated")]
    public async Task Nobody_but_the_service_comes_in(string role)
    {
        using var session = await OpenAsync();
        foreach (var table in new[] { "orders", "order_lines", "order_refunds", "products", "customers" })
            Assert.Equal("f", await session.RunAsync($"select has_table_privilege('{role}', 'public.{table}', 'select, insert, update, delete');"));
        Assert.Equal("", await session.RunAsync($"""
            select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
             where n.nspname = 'public' and p.prorettype <> 'trigger'::regtype and has_function_privilege('{role}', p.oid, 'execute');
            """));
    }

    [Fact]
    public async Task Row_level_security_is_on_everywhere()
    {
        using var session = await OpenAsync();
        Assert.Equal("0", await session.RunAsync("select count(*) from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' and not c.relrowsecurity;"));
    }

    [Fact]
    public async Task The_guard_holds_for_every_writer_and_a_repeat_writes_nothing()
    {
        using var session = await OpenAsync();
        await session.RunAsync($"set role service_role; select public.sync_products('[{Product}]');");
        const string upsert = "insert into public.products (store_id, woo_id, name, date_modified_gmt, sync_seq) values ('s1', 1, '{0}', '{1}', {2}) on conflict (store_id, woo_id) do update set name = excluded.name, date_modified_gmt = excluded.date_modified_gmt, sync_seq = excluded.sync_seq returning name;";
        Assert.Equal("", await session.RunAsync(string.Format(upsert, "old", "2026-11-01T00:00:00Z", 9)));
        Assert.Equal("", await session.RunAsync(string.Format(upsert, "old", "2026-11-02T00:00:00Z", 1)));
        Assert.Equal("", await session.RunAsync(string.Format(upsert, "a", "2026-11-02T00:00:00Z", 2)));
        Assert.Equal("b", await session.RunAsync(string.Format(upsert, "b", "2026-11-02T00:00:00Z", 2)));
        Assert.Equal("c", await session.RunAsync("update public.products set name = 'c' where woo_id = 1 returning name;")); // by hand, in the dashboard
    }

    [Fact]
    public async Task A_version_goes_back_only_where_it_is_taken_back_as_it_was_seen()
    {
        using var session = await OpenAsync();
        await session.RunAsync($"set role service_role; select public.sync_products('[{Product}]');");
        const string forget = """select public.sync_forget_version('products', '[{"store_id":"s1","woo_id":1,"date_modified_gmt":"2026-11-02T00:00:00Z","sync_seq":SEQ}]');""";
        Assert.Equal("0", await session.RunAsync(forget.Replace("SEQ", "1"))); // another version than was seen
        Assert.Equal("1", await session.RunAsync(forget.Replace("SEQ", "2")));
        Assert.Equal("|0", await session.RunAsync("select date_modified_gmt, sync_seq from public.products;"));
        Assert.Contains("\"updated\"", await session.RunAsync($"select public.sync_products('[{Product}]');"));
        Assert.Equal("", await session.RunAsync("update public.products set date_modified_gmt = null returning 1;")); // the guard is back
        Assert.Equal("", await session.RunAsync("begin; select public.sync_forget_version('products', '[]') where false; update public.products set sync_seq = 1 returning 1; rollback;"));
    }

    [Fact]
    public async Task A_missing_right_fails_the_batch_as_a_whole()
    {
        using var session = await OpenAsync();
        var answer = await session.RunAsync("""
            begin; revoke insert on public.order_lines from service_role; set local role service_role;
            select tests.call('sync_orders', '[{"store_id":"s1","woo_id":1,"status":"x","currency":"EUR","total":1,"lines":[{"woo_id":1,"kind":"fee"}]}]')->>'code'; rollback;
            """);
        Assert.Equal("42501", answer);
    }

    [Theory]
    [InlineData("40001", "PT503")]
    [InlineData("40P01", "PT503")]
    [InlineData("53100", "53100")]
    [InlineData("55P03", "55P03")]
    [InlineData("25006", "25006")]
    public async Task What_is_nobodys_fault_fails_the_batch_and_never_as_an_endless_repeat(string raised, string seen)
    {
        using var session = await OpenAsync();
        var answer = await session.RunAsync($$"""
            begin;
            create function tests.trouble() returns trigger language plpgsql as $f$ begin raise exception 'trouble' using errcode = '{{raised}}'; end $f$;
            create trigger trouble before insert on public.products for each row execute function tests.trouble();
            set local role service_role; select tests.call('sync_products', '[{{Product}}]')->>'code'; rollback;
            """);
        Assert.Equal(seen, answer);
    }

    [Fact]
    public async Task A_cancelled_statement_leaves_nothing_of_the_batch()
    {
        using var session = await OpenAsync();
        var batch = string.Join(',', Enumerable.Range(1, 3).Select(id => Product.Replace("\"woo_id\":1", $"\"woo_id\":{id}")));
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => session.RunAsync($$"""
            create function tests.slow() returns trigger language plpgsql as $f$ begin if new.woo_id = 3 then perform pg_sleep(5); end if; return new; end $f$;
            create trigger slow before insert on public.products for each row execute function tests.slow();
            set role service_role; set statement_timeout = '100ms'; select public.sync_products('[{{batch}}]');
            """));
        Assert.Contains("statement timeout", failure.Message);
        using var after = postgres.Open();
        Assert.Equal("0", await after.RunAsync("drop trigger slow on public.products; drop function tests.slow(); select count(*) from public.products;"));
    }

    [Fact]
    public async Task Batches_of_many_writers_meet_without_deadlocks_and_the_newest_stands()
    {
        using var _ = await OpenAsync();
        var writers = Enumerable.Range(1, 6).Select(async seq =>
        {
            using var session = postgres.Open();
            await session.RunAsync("set role service_role;");
            for (var round = 0; round < 5; round++)
            {
                var ids = Enumerable.Range(1, 60).Select(id => Product.Replace("\"woo_id\":1", $"\"woo_id\":{id}").Replace("\"sync_seq\":2", $"\"sync_seq\":{round * 6 + seq}"));
                var answer = await session.RunAsync($"select public.sync_products('[{string.Join(',', seq % 2 == 0 ? ids : ids.Reverse())}]');");
                Assert.DoesNotContain("error", answer);
            }
        });
        await Task.WhenAll(writers);
        using var after = postgres.Open();
        Assert.Equal("60|30|30", await after.RunAsync("select count(*), min(sync_seq), max(sync_seq) from public.products;"));
    }

    private async Task<PsqlSession> OpenAsync()
    {
        Assert.SkipWhen(postgres.Missing is not null, postgres.Missing ?? "");
        var session = postgres.Open();
        await session.RunAsync("truncate public.orders, public.order_lines, public.order_refunds, public.products, public.customers;");
        return session;
    }
}
