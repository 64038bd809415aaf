using Webhooks.Tests.Driving;

namespace Webhooks.Tests.Receiving;

public class RotationTests
{
    [Fact]
    public async Task Both_secrets_of_a_rotation_sign()
    {
        await using var stage = await Stage.StartAsync();
        stage.Neighbours.Secret(Edge.StoreId, "new", previous: "old");
        Assert.Equal(200, await Post(stage, 1, "new"));
        Assert.Equal(200, await Post(stage, 2, "old"));
        Assert.Equal(401, await Post(stage, 3, "third"));
    }

    [Fact]
    public async Task A_changed_secret_is_read_again_before_a_delivery_is_refused()
    {
        await using var stage = await Stage.StartAsync();
        Assert.Equal(200, await Post(stage, 1, Samples.Secret));
        stage.Neighbours.Secret(Edge.StoreId, "changed");
        Assert.Equal(200, await Post(stage, 2, "changed"));
        Assert.Equal(2, stage.Neighbours.Asked.Count);
    }

    [Fact]
    public async Task Many_wrong_signatures_read_the_secret_again_once_in_five_seconds()
    {
        await using var stage = await Stage.StartAsync();
        Assert.Equal(200, await Post(stage, 1, Samples.Secret));
        Assert.Single(stage.Neighbours.Asked);

        var answers = await Task.WhenAll(Enumerable.Range(2, 50).Select(order => Post(stage, order, "wrong")));
        Assert.All(answers, status => Assert.Equal(401, status));
        Assert.Equal(2, stage.Neighbours.Asked.Count);

        stage.Clock.Forward(TimeSpan.FromSeconds(5));
        Assert.Equal(401, await Post(stage, 60, "wrong"));
        Assert.Equal(3, stage.Neighbours.Asked.Count);
        Assert.Equal(1, await stage.Edge.CountAsync());
    }

    private static async Task<int> Post(Stage stage, int order, string secret) => (int)(await stage.Edge.PostAsync("order.updated", Bodies.Order(order), secret)).StatusCode;
}
