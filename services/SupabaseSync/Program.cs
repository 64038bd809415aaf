using Hosting;
using Hosting.Bus;
using SupabaseSync;

var builder = WebApplication.CreateBuilder(args).AddPlatform("supabase-sync", 8082);
builder.AddSupabaseSync();
builder.AddBus(SupabaseSyncSetup.Consumers);

var app = builder.Build().UsePlatform();
app.MapSupabaseSync();
await app.RunAsync();
