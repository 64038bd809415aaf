using System.Text.Json.Nodes;
using QboSync.Mapping.Choosing;
using QboSync.Mapping.Fields;
using Syncing.Working;

namespace QboSync.Mapping.Saving;

/// <summary>Puts the ids of the company in the place of the names that somebody wrote.</summary>
internal sealed class Resolving(CompanyListsReader reader, TimeProvider clock)
{
    // Whoever adds an account in QuickBooks and then names it here must not be told that it does not exist.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    /// <summary>Resolves all that the mapping names.</summary>
    /// <param name="company">Whose lists.</param>
    /// <param name="mapping">Its values are replaced by ids.</param>
    /// <param name="names">Gets the names, by path.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What names nothing, or something of the wrong kind.</returns>
    /// <exception cref="FaultException">The company cannot be asked.</exception>
    public async Task<IReadOnlyList<FieldError>> ResolveAsync(TenantCompany company, JsonObject mapping, JsonObject names, CancellationToken cancel)
    {
        var references = MappingLeaf.Of(mapping).Select(leaf => (Leaf: leaf, Reference: Reference.Of(leaf))).Where(pair => pair.Reference is not null).ToList();
        if (references.Count == 0) return [];
        var lists = await reader.OfAsync(company.Company, cancel);
        var errors = await ResolveAsync(lists);
        if (errors.Count == 0 || lists.ReadAt + Fresh > clock.GetUtcNow()) return errors;
        return await ResolveAsync(await reader.ReadAsync(company.Company, cancel));

        async Task<List<FieldError>> ResolveAsync(CompanyLists among)
        {
            var wrong = new List<FieldError>();
            foreach (var (leaf, reference) in references)
            {
                var found = await ReferenceLookup.FindAsync(company.Company, among, reference!, leaf.Text!.Trim(), cancel);
                if (found.Error is not null) wrong.Add(new FieldError(leaf.Path, found.Error));
                if (found.Entry is not { } entry) continue;
                ((JsonObject)MappingLeaf.At(mapping, [.. leaf.Segments.SkipLast(1)])!)[leaf.Segments[^1]] = entry.Id;
                names[leaf.Path] = entry.Name;
            }
            return wrong;
        }
    }
}
