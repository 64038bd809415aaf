using System.Globalization;
using System.Text.Json.Nodes;

namespace QboSync.Talking;

public sealed partial class QuickBooksCompany
{
    /// <summary>How far back QuickBooks remembers changes.</summary>
    public static readonly TimeSpan ChangesLookBack = TimeSpan.FromDays(30);

    private const int MostChanges = 1000;

    /// <summary>
    /// Everything of these entities that was changed or deleted since a time, at most <see cref="ChangesLookBack"/> ago. One answer holds a
    /// thousand objects: a full one is asked for again by entity, and an entity with more than that by query, which has pages.
    /// </summary>
    /// <param name="entities">Such as <c>Invoice</c>.</param>
    /// <param name="since">From when on.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyList<Change>> ChangesAsync(IReadOnlyList<string> entities, DateTimeOffset since, CancellationToken cancel)
    {
        var changes = await AnswerAsync(entities, since, cancel);
        if (changes.Count < MostChanges) return changes;
        if (entities.Count == 1) return await ManyAsync(entities[0], changes, since, cancel);
        var all = new List<Change>();
        foreach (var entity in entities) all.AddRange(await ChangesAsync([entity], since, cancel));
        return all;
    }

    // A query has pages and no deleted objects; those are asked for by narrowing the time until an answer is not full any more.
    private async Task<IReadOnlyList<Change>> ManyAsync(string entity, IReadOnlyList<Change> first, DateTimeOffset since, CancellationToken cancel)
    {
        var where = $"MetaData.LastUpdatedTime >= {Query.Literal(since)}";
        if (entity is "Customer" or "Item") where += $" and {Query.ActiveOrNot}";
        var changed = (await QueryAsync(entity, where, cancel)).Select(body => new Change(entity, body));
        var deleted = new Dictionary<string, Change>();
        for (var (page, from) = (first, since); ;)
        {
            foreach (var gone in page.Where(change => change.IsDeleted)) deleted[gone.Body.Id()] = gone;
            if (page.Count < MostChanges || page.Max(change => change.At) is not { } newest || newest <= from) break;
            from = newest;
            page = await AnswerAsync([entity], from, cancel);
        }
        return [.. changed, .. deleted.Values];
    }

    private async Task<IReadOnlyList<Change>> AnswerAsync(IReadOnlyList<string> entities, DateTimeOffset since, CancellationToken cancel)
    {
        var time = since.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        var answer = await SendAsync(HttpMethod.Get, $"cdc?entities={Uri.EscapeDataString(string.Join(',', entities))}&changedSince={Uri.EscapeDataString(time)}&{MinorVersion}", null, cancel);
        return [..
            from response in (answer["CDCResponse"] as JsonArray ?? []).OfType<JsonObject>()
            from part in (response["QueryResponse"] as JsonArray ?? []).OfType<JsonObject>()
            from entity in entities
            from body in (part[entity] as JsonArray ?? []).OfType<JsonObject>()
            select new Change(entity, body)];
    }
}
