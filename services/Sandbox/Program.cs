using Sandbox;

await SandboxApp.Build(args).RunAsync();
