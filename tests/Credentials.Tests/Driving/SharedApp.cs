namespace Credentials.Tests.Driving;

/// <summary>One service for all tests of a class that leave nothing behind that the others would see.</summary>
public sealed class SharedApp : IAsyncLifetime
{
    public CredentialsDriver App { get; private set; } = null!;

    public async ValueTask InitializeAsync() => App = await CredentialsDriver.StartAsync();

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
