using SupabaseSync.Tests.Postgres;

namespace SupabaseSync.Tests.Conflicts;

/// <summary>Tables that their owner has made their own: on the real SQL.</summary>
public sealed class OwnColumnTests(PrivatePostgres postgres) : EditTest, IClassFixture<PrivatePostgres>
{
    private PostgresRest? _project;

    [Fact]
    public async Task Columns_that_were_added_or_widened_do_not_disturb_and_edits_of_others_are_found()
    {
        var mirror = await StartAsync();
        var varied = new VariedOrders(Shop, seed: 7);
        await SayAsync(mirror, Shop.Product(3), Shop.Customer(4), Shop.Order(7), varied.Next(8));
        await _project!.SqlAsync("""
            alter table public.products add column mine text not null default 'x', alter column sku type varchar(300), alter column parent_woo_id type numeric, alter column categories type text using categories::text;
            alter table public.orders add column mine text, alter column total type numeric(30, 8), alter column customer_id type numeric, alter column date_paid_gmt type timestamptz(6);
            alter table public.customers alter column date_created_gmt type timestamp using date_created_gmt at time zone 'UTC', alter column billing type json using billing::json;
            update public.products set mine = 'y'; update public.orders set mine = 'y';
            """);
        await LookAsync(mirror);
        await SayAsync(mirror, Shop.Product(3, price: "9.00"), varied.Next(8));
        Assert.Empty(await mirror.ConflictsAsync());

        await EditAsync("products", 3, """{"sku":"OTHER"}""");
        await LookAsync(mirror);
        Assert.Equal(["edited resolved woocommerce"], await ListAsync(mirror));
        Assert.Equal("y", await _project.SqlAsync("select mine from public.products where woo_id = 3;"));
    }

    protected override async Task<string> OpenAsync()
    {
        Assert.SkipWhen(postgres.Missing is not null, postgres.Missing ?? "");
        return (_project = await PostgresRest.StartAsync(postgres)).ProjectUrl;
    }

    protected override async Task CloseAsync()
    {
        if (_project is not null) await _project.DisposeAsync();
    }
}
