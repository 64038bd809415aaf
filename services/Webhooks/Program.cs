using Hosting;
using Hosting.Bus;
using Webhooks;

var builder = WebApplication.CreateBuilder(args).AddPlatform("webhooks", 8080);
builder.AddReceiving();
builder.AddRuns();
builder.AddBus(ReceivingSetup.Consumers, RunsSetup.Consumers);

var app = builder.Build().UsePlatform();
app.MapReceiving();
app.MapRuns();
app.MapRecords();
await app.RunAsync();
