using FluentValidation;
using Hosting.Problems;
using Hosting.Secrets;
using Webhooks.Requesting;

namespace Webhooks.Doctoring;

/// <summary><c>/api/webhooks/doctor</c>.</summary>
internal static class DoctorRoutes
{
    public static void MapDoctor(this IEndpointRouteBuilder routes)
    {
        var doctor = routes.MapGroup("/api/webhooks/doctor").WithTags("Webhooks");
        doctor.MapPost("/", (DoctorRequest request, IValidator<DoctorRequest> validator, Doctor visits, CredentialsClient credentials, CancellationToken cancel) =>
                validator.Check(request) is { } wrong ? Task.FromResult(wrong) : ReportAsync(request.StoreId, async store =>
                {
                    var url = request.DeliveryUrl is { } given ? Whole(given, store.Id) : null;
                    return Results.Ok(await visits.VisitAsync(store, request.Repair ? DoctorMode.Repair : DoctorMode.SetUp, url, cancel));
                }, credentials, cancel)).TakesQuery()
            .WithSummary("Creates the webhooks that a shop lacks and switches on those that do not deliver; with repair sets addresses and secrets anew too. Answers a report.");
        doctor.MapGet("/", (Doctor visits, CredentialsClient credentials, CancellationToken cancel, string? store_id = null) =>
                ReportAsync(store_id, async store => Results.Ok(await visits.VisitAsync(store, DoctorMode.Look, null, cancel)), credentials, cancel)).TakesQuery("store_id")
            .WithSummary("Looks at a shop's webhooks and changes nothing.");
        doctor.MapPost("/accept-source", (AcceptSourceRequest request, IValidator<AcceptSourceRequest> validator, SourceBook sources, CredentialsClient credentials, CancellationToken cancel) =>
                validator.Check(request) is { } wrong ? Task.FromResult(wrong) : ReportAsync(request.StoreId, async store =>
                {
                    await sources.AcceptAsync(store.Id, request.Source!, cancel);
                    var released = await sources.ReleaseAsync(store.Id, store.Field("store_url"), await sources.HeldSourcesAsync(store.Id, cancel), cancel);
                    return Results.Ok(new { store_id = store.Id, source = request.Source, released });
                }, credentials, cancel)).TakesQuery()
            .WithSummary("Says that deliveries which name this address are the store's too; those that were held for it go on.");
        doctor.MapDelete("/accept-source", (SourceBook sources, CredentialsClient credentials, CancellationToken cancel, string source, string? store_id = null) =>
                ReportAsync(store_id, async store => await sources.RefuseAsync(store.Id, source, cancel)
                    ? Results.NoContent()
                    : Results.Problem($"source: {source} was not accepted for store {store.Id}.", statusCode: 404, title: "Not found"), credentials, cancel)).TakesQuery("store_id", "source")
            .WithSummary("Takes an accepted address back; what came in stays.");
    }

    private static async Task<IResult> ReportAsync(string? storeId, Func<ActiveCredential, Task<IResult>> visit, CredentialsClient credentials, CancellationToken cancel)
    {
        try
        {
            return await visit(await StoreAsync(storeId, credentials, cancel));
        }
        catch (NotPossibleException e)
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { [e.Field] = [e.Message] }, title: "The request has errors");
        }
        catch (DoctorBusyException e)
        {
            return Results.Problem(e.Message, statusCode: 409, title: "Busy");
        }
    }

    private static async Task<ActiveCredential> StoreAsync(string? storeId, CredentialsClient credentials, CancellationToken cancel)
    {
        var stores = await credentials.ActiveAsync("woocommerce", cancel);
        var ids = string.Join(", ", stores.Select(store => store.Id).Order(StringComparer.Ordinal));
        if (storeId is null && stores.Count > 1) throw new NotPossibleException("store_id", $"There are several stores; name one of {ids}.");
        return stores.SingleOrDefault(store => storeId is null || store.Id == storeId) ?? throw new NotPossibleException("store_id",
            ids.Length == 0 ? "There is no active WooCommerce credential." : $"There is no active WooCommerce credential {storeId}; there is {ids}.");
    }

    // A public address alone is enough: the rest follows.
    private static string Whole(string given, string storeId)
    {
        var url = Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri is { AbsolutePath: "/", Query: "", Fragment: "" } ? DeliveryAddress.Below(given, storeId) : given;
        return DeliveryAddress.Error(url, storeId) is { } error ? throw new NotPossibleException("delivery_url", error) : url;
    }
}
