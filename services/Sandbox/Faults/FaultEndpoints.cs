using System.Text.Json;
using Sandbox.Control;

namespace Sandbox.Faults;

/// <summary>Fault injection for every stand-in: <c>POST</c>, <c>GET</c> and <c>DELETE /control/faults</c>.</summary>
public static class FaultEndpoints
{
    /// <summary>Registers the rules.</summary>
    public static IServiceCollection AddFaults(this IServiceCollection services) => services.AddSingleton<FaultRules>();

    /// <summary>Puts the rules before everything that is mapped.</summary>
    public static IApplicationBuilder UseFaults(this IApplicationBuilder app) => app.UseMiddleware<FaultMiddleware>();

    /// <summary>Maps the control of the rules.</summary>
    public static void MapFaults(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/control/faults", async (HttpRequest request, FaultRules rules) =>
        {
            FaultRule? rule;
            try
            {
                rule = await request.ReadFromJsonAsync<FaultRule>(ControlJson.Options, request.HttpContext.RequestAborted);
            }
            catch (JsonException wrong)
            {
                return Refused($"{wrong.Path}: {wrong.Message}");
            }
            if (rule is null) return Refused("give a rule, such as {\"path\":\"/orders\",\"kind\":\"status\",\"status\":500,\"times\":1}");
            return rule.Refusal() is { } refusal ? Refused(refusal) : Results.Json(new { id = rules.Add(rule) }, ControlJson.Options, statusCode: 201);
        });
        routes.MapGet("/control/faults", (FaultRules rules) => Results.Json(rules.List(), ControlJson.Options));
        routes.MapDelete("/control/faults", (FaultRules rules) => Results.Json(new { removed = rules.Remove(null) }, ControlJson.Options));
        routes.MapDelete("/control/faults/{id:int}", (int id, FaultRules rules) =>
            rules.Remove(id) == 1 ? Results.NoContent() : Results.NotFound());
    }

    private static IResult Refused(string reason) => Results.Json(new { error = reason }, ControlJson.Options, statusCode: 400);
}
