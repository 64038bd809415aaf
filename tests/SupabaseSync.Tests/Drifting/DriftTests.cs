using System.Collections.Concurrent;
using Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupabaseSync.Conflicts;
using SupabaseSync.Drifting;
using SupabaseSync.Mirroring.Calling;
using SupabaseSync.Tests.Conflicts;
using Syncing.Ledger;

namespace SupabaseSync.Tests.Drifting;

/// <summary>The regular look: by one instance, page by page, and on from where it was.</summary>
public sealed class DriftTests : EditTest
{
    private readonly ConcurrentQueue<string> _reads = new();
    private StandIn _project = null!;
    private Func<string, bool> _breaks = _ => false;
    private string _code = "57P01";

    [Fact]
    public async Task Of_two_instances_one_looks_and_once_a_day()
    {
        var (one, two) = (await StartAsync(), await StartAsync());
        await ManyAsync(one, 250);
        await Task.WhenAll(one.Watch.LookAsync(one.Account, default), two.Watch.LookAsync(two.Account, default));
        Assert.Equal(3, _reads.Count); // pages of 100
        Clock.Advance(TimeSpan.FromHours(23));
        await two.Watch.LookAsync(two.Account, default);
        Assert.Equal(3, _reads.Count);
        Clock.Advance(TimeSpan.FromHours(2));
        await two.Watch.LookAsync(two.Account, default);
        Assert.Equal(6, _reads.Count);
    }

    [Fact]
    public async Task A_look_that_was_killed_goes_on_where_it_was()
    {
        var (dead, other) = (await StartAsync(), await StartAsync());
        await ManyAsync(dead, 250);
        await EditAsync("products", 240, """{"name":"?"}""");
        var mark = (await dead.Get<DriftMarks>().TakeAsync(dead.Account.Account, TimeSpan.FromHours(24), default))!;
        Assert.True(Project.TryRead(dead.Account.Credential, out var project, out _));
        Assert.True(await dead.Get<DriftMarks>().ReachedAsync(mark, (await dead.Get<DriftCheck>().LookAsync(dead.Account.Account, project, 0, default))!.Value));

        await other.Watch.LookAsync(other.Account, default);
        Assert.Single(_reads); // as long as the lease lasts, it may be alive
        Clock.Advance(DriftMarks.Lease + TimeSpan.FromSeconds(1));
        await other.Watch.LookAsync(other.Account, default);
        Assert.Equal(3, _reads.Count);
        await other.WorkAsync();
        Assert.Equal(("Mug", 1), (await TextAsync("products", 240, "name"), (await other.ConflictsAsync()).Count));
        Assert.False(await dead.Get<DriftMarks>().ReachedAsync(mark, 1)); // had it been alive after all, it would give way
    }

    [Fact]
    public async Task A_project_that_is_away_is_looked_at_again_from_the_page_where_it_went()
    {
        var mirror = await StartAsync();
        await ManyAsync(mirror, 250);
        _breaks = _ => _reads.Count == 2;
        await mirror.Watch.LookAsync(mirror.Account, default);
        Assert.Equal(2, _reads.Count);
        await mirror.Watch.LookAsync(mirror.Account, default);
        Assert.Equal(2, _reads.Count);
        _breaks = _ => false;
        Clock.Advance(TimeSpan.FromMinutes(16));
        await mirror.Watch.LookAsync(mirror.Account, default);
        Assert.Equal(4, _reads.Count);
        Assert.Empty(await mirror.ConflictsAsync());
    }

    [Fact]
    public async Task Rows_that_take_too_long_are_read_in_smaller_parts()
    {
        var mirror = await StartAsync();
        await ManyAsync(mirror, 60);
        await EditAsync("products", 55, """{"name":"?"}""");
        _code = "57014";
        _breaks = read => read.Split("woo_id=in.")[1].Count(letter => letter == ',') > 20;
        await mirror.Watch.LookAsync(mirror.Account, default);
        await mirror.WorkAsync();
        Assert.Equal("Mug", await TextAsync("products", 55, "name"));
    }

    [Fact]
    public async Task Before_a_write_rows_are_read_once_for_a_batch_and_new_records_are_not()
    {
        var mirror = await StartAsync();
        await ManyAsync(mirror, 100);
        Assert.Empty(_reads);
        await SayAsync(mirror, [.. Enumerable.Range(1, 100).Select(id => Shop.Product(id, price: "9.00"))]);
        Assert.Single(_reads);
    }

    [Fact]
    public async Task Nothing_is_written_over_rows_that_cannot_be_looked_at_now()
    {
        var mirror = await StartAsync();
        await SayAsync(mirror, Shop.Product(3));
        _breaks = _ => true;
        await SayAsync(mirror, Shop.Product(3, price: "9.00"));
        Assert.Equal(RecordState.Retrying, await StateAsync(mirror, Entities.Products, 3));
        _breaks = _ => false;
        Assert.Equal(12.00m, Number(await TextAsync("products", 3, "price")));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await mirror.WorkAsync();
        Assert.Equal(9.00m, Number(await TextAsync("products", 3, "price")));
    }

    [Fact]
    public async Task A_project_without_the_newest_file_is_looked_at_all_the_same_and_told_when_it_needs_it()
    {
        await _project.SetAsync("""{"versions":false}""");
        var mirror = await StartAsync();
        await SayAsync(mirror, Shop.Product(3), Shop.Product(4));
        await EditAsync("products", 3, """{"name":"?"}""");
        await EditAsync("products", 4, """{"date_modified_gmt":"2039-01-01T00:00:00Z"}""");
        await LookAsync(mirror);
        Assert.Equal("Mug", await TextAsync("products", 3, "name"));
        var held = await mirror.RecordAsync(Entities.Products, 4);
        Assert.Equal(RecordState.Conflict, held.State);
        Assert.Contains("0006_versions.sql", held.Message);
        var asked = Assert.Single(await mirror.ConflictsAsync("open"));

        await _project.SetAsync("""{"versions":true}""");
        await mirror.ResolveAsync(asked, "woocommerce");
        Assert.StartsWith("2026-11-20", await TextAsync("products", 4, "date_modified_gmt"));
        Assert.Empty(await mirror.ConflictsAsync("open"));
    }

    [Fact]
    public async Task Records_that_are_on_their_way_or_wait_for_a_person_are_left_to_their_own_turn()
    {
        var mirror = await StartAsync(("Supabase:Conflicts:Products", "ask"));
        await SayAsync(mirror, Shop.Product(3), Shop.Product(4));
        await EditAsync("products", 3, """{"name":"?"}""");
        await LookAsync(mirror);
        await mirror.TakeAsync(Shop.Product(4, price: "9.00"));
        _reads.Clear();
        Clock.Advance(TimeSpan.FromHours(25));
        await mirror.Watch.LookAsync(mirror.Account, default);
        Assert.Empty(_reads);
    }

    [Fact]
    public async Task It_can_be_switched_off()
    {
        var mirror = await StartAsync(("Supabase:DriftCheckHours", "0"));
        await mirror.Watch.StartAsync(default);
        await mirror.Watch.ExecuteTask!;
        await using var database = mirror.Databases();
        Assert.False(await database.DriftMarks.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Supabase:Conflicts:Orders", "quickbooks")]
    [InlineData("Supabase:Conflicts:Customers", "")]
    [InlineData("Supabase:DriftCheckHours", "-1")]
    public async Task A_setting_that_is_none_is_named_at_start(string setting, string value)
    {
        var mirror = await StartAsync((setting, value));
        var refusal = Assert.Throws<OptionsValidationException>(() => mirror.Get<IStartupValidator>().Validate());
        Assert.Contains(setting, refusal.Message);
    }

    private async Task ManyAsync(MirrorInstance mirror, int count)
    {
        await SayAsync(mirror, [.. Enumerable.Range(1, count).Select(id => Shop.Product(id))]);
        Assert.Empty(_reads);
    }

    protected override async Task<string> OpenAsync()
    {
        _project = await StandIn.StartAsync();
        _project.Interference = async (context, next) =>
        {
            var read = context.Request.QueryString.Value!;
            if (context.Request.Method == "GET" && read.Contains("woo_id=in.", StringComparison.Ordinal))
            {
                _reads.Enqueue(read);
                if (_breaks(read))
                {
                    context.Response.StatusCode = 500;
                    await context.Response.WriteAsync($$"""{"code":"{{_code}}","message":"trouble"}""");
                    return;
                }
            }
            await next(context);
        };
        return _project.ProjectUrl;
    }

    protected override async Task CloseAsync() => await _project.DisposeAsync();
}
