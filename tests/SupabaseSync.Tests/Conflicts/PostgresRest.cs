using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SupabaseSync.Tests.Postgres;

namespace SupabaseSync.Tests.Conflicts;

/// <summary>
/// The few requests that the service makes, in front of a real PostgreSQL and as the SQL that PostgREST makes of them: so that what is compared is
/// what PostgreSQL keeps and how it prints it.
/// </summary>
internal sealed partial class PostgresRest : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly PsqlSession _session;
    private readonly SemaphoreSlim _one = new(1, 1);

    private PostgresRest(WebApplication app, PsqlSession session) => (_app, _session) = (app, session);

    public string ProjectUrl { get; private set; } = "";

    public static async Task<PostgresRest> StartAsync(PrivatePostgres postgres)
    {
        var session = postgres.Open();
        await session.RunAsync("truncate public.orders, public.order_lines, public.order_refunds, public.products, public.customers;");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var rest = new PostgresRest(builder.Build(), session);
        rest._app.Run(rest.ServeAsync);
        await rest._app.StartAsync();
        rest.ProjectUrl = rest._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return rest;
    }

    /// <summary>As the project's owner.</summary>
    public Task<string> SqlAsync(string sql) => RunAsync($"reset role; {sql}");

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _session.Dispose();
    }

    private async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!["/rest/v1/".Length..];
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var sql = context.Request.Method switch
        {
            "POST" => Call(path["rpc/".Length..], body),
            "PATCH" => Patch(path, body, Where(context.Request.Query)),
            "DELETE" => $"delete from public.{path} t where {Where(context.Request.Query)};",
            _ => Read(path, context.Request.Query["select"]!, Where(context.Request.Query)),
        };
        var answer = await RunAsync($"set role service_role; {sql}");
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer.Length == 0 ? "[]" : answer);
    }

    private async Task<string> RunAsync(string sql)
    {
        await _one.WaitAsync();
        try
        {
            return await _session.RunAsync(sql);
        }
        finally
        {
            _one.Release();
        }
    }

    private static string Call(string function, string body) => $"select public.{function}({string.Join(", ", JsonNode.Parse(body)!.AsObject()
        .Select(argument => argument.Value is JsonValue text ? $"{argument.Key} => '{text}'" : $"{argument.Key} => $json${argument.Value!.ToJsonString()}$json$::jsonb"))});";

    private static string Patch(string table, string body, string where)
    {
        var columns = JsonNode.Parse(body)!.AsObject().Select(pair => pair.Key).ToList();
        return $"update public.{table} t set {string.Join(", ", columns.Select(column => $"{column} = x.{column}"))} from jsonb_populate_record(null::public.{table}, $json${body}$json$) x where {where};";
    }

    private static string Read(string table, string select, string where)
    {
        var columns = new StringBuilder();
        var last = 0;
        foreach (Match embedded in Embedded().Matches(select))
        {
            columns.Append(select[last..embedded.Index]);
            columns.Append($"(select coalesce(json_agg(l), '[]') from (select {embedded.Groups[2].Value} from public.{embedded.Groups[1].Value} e where e.store_id = t.store_id and e.order_woo_id = t.woo_id) l) as {embedded.Groups[1].Value}");
            last = embedded.Index + embedded.Length;
        }
        columns.Append(select[last..]);
        return $"select coalesce(json_agg(x), '[]') from (select {columns} from public.{table} t where {where} order by store_id, woo_id limit 1000) x;";
    }

    private static string Where(IQueryCollection query) => string.Join(" and ", query.Where(parameter => parameter.Key is "store_id" or "woo_id").Select(parameter =>
        parameter.Value[0]!.StartsWith("eq.", StringComparison.Ordinal) ? $"t.{parameter.Key} = '{parameter.Value[0]![3..]}'" : $"t.{parameter.Key} {parameter.Value[0]!.Replace("in.", "in ").Replace('"', '\'')}"));

    [GeneratedRegex(@"(order_\w+)\(([^)]*)\)")]
    private static partial Regex Embedded();
}
