using Sandbox;

var app = SandboxApp.Build(args);
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Sandbox at {string.Join(", ", app.Urls)}"));
await app.RunAsync();
