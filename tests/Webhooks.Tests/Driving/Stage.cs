using Microsoft.AspNetCore.Builder;

namespace Webhooks.Tests.Driving;

/// <summary>One Webhooks service in a folder of its own with a connected store: what most tests need.</summary>
public sealed class Stage : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    private Stage(Neighbours neighbours) => Neighbours = neighbours;

    public Neighbours Neighbours { get; }

    public Edge Edge { get; private set; } = null!;

    public Shop? Shop { get; private set; }

    public TargetBook Book => Edge.Book;

    public MovableClock Clock => Edge.Clock;

    public static async Task<Stage> StartAsync(bool withShop = false, Action<WebApplicationBuilder>? more = null, TargetBook? book = null, params string[] settings)
    {
        var stage = new Stage(await Neighbours.StartAsync());
        var clock = new MovableClock();
        if (withShop) stage.Shop = await Shop.StartAsync(clock);
        stage.Neighbours.Connect(Driving.Edge.StoreId, Samples.Secret, stage.Shop?.Url ?? "http://127.0.0.1:1");
        stage.Edge = await Driving.Edge.StartAsync(stage.Neighbours, stage._folder.Path, clock, book, more, settings);
        return stage;
    }

    /// <summary>Posts a signed delivery and returns its journal row.</summary>
    public async Task<long> PostAsync(string topic, string body, string deliveryId = "d1") =>
        await Driving.Edge.IdAsync(await Edge.PostAsync(topic, body, deliveryId: deliveryId));

    /// <summary>Stops the service and starts it again on the same data.</summary>
    public async Task RestartAsync(params string[] settings)
    {
        var (clock, book) = (Clock, Book);
        await Edge.DisposeAsync();
        Edge = await Driving.Edge.StartAsync(Neighbours, _folder.Path, clock, book, null, settings);
    }

    public async ValueTask DisposeAsync()
    {
        await Edge.DisposeAsync();
        await Neighbours.DisposeAsync();
        if (Shop is not null) await Shop.DisposeAsync();
        _folder.Dispose();
    }
}
