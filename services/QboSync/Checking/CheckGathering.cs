using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using QboSync.Booking;
using QboSync.Company;
using QboSync.Items.Reporting;
using QboSync.Mapping;
using QboSync.Mapping.Choosing;
using QboSync.Mapping.Fields;
using QboSync.Mapping.Showing;
using QboSync.Storage;
using QboSync.Talking;

namespace QboSync.Checking;

/// <summary>Gathers what a check looks at, from the company as it is now, the ledger and the credentials.</summary>
internal sealed class CheckGathering(
    IDbContextFactory<QboSyncDb> databases, CompanyListsReader reader, MappingBook mappings, SeenReading seen, SkuReporting skus, TenantCompanies companies, TimeProvider clock)
{
    /// <summary>Checks. A company that cannot be asked is a finding too, the only one.</summary>
    public async Task<CheckReport> CheckAsync(TenantCompany company, CancellationToken cancel)
    {
        try
        {
            var facts = await GatherAsync(company, cancel);
            return Report(company, MappingCheck.Of(facts)) with { Company = facts.Lists.Setup.Name, OrdersSeen = facts.Seen.Count };
        }
        catch (FaultException e)
        {
            return Report(company, [Finding.Error(e.Fault.Code, null, $"QuickBooks could not be asked: {e.Fault.Message}", "Put right what the message says, then check again.")]);
        }
    }

    private CheckReport Report(TenantCompany company, IReadOnlyList<Finding> findings) =>
        new() { TenantId = company.TenantId, Account = company.Realm, CheckedAt = clock.GetUtcNow(), Findings = findings };

    private async Task<CheckFacts> GatherAsync(TenantCompany company, CancellationToken cancel)
    {
        var lists = await reader.ReadAsync(company.Company, cancel); // somebody may just have mended it
        mappings.Forget(company.Realm);
        var mapping = MappingLayers.Complete(await mappings.OfAsync(company.Realm, cancel), lists);
        var drafts = new DraftLook(new CompanyBooks(company.Company, lists.Facts, MappingJson.Read(mapping)));
        return new CheckFacts
        {
            Lists = lists,
            Mapping = MappingJson.Read(mapping),
            Broken = await BrokenAsync(company, lists, mapping, cancel),
            Seen = await seen.OfAsync(company.Realm, cancel, drafts.Look),
            Undraftable = drafts.Undraftable,
            DuplicateSkus = await DuplicateSkusAsync(company, cancel),
            Stores = await companies.StoresAsync(company.TenantId, cancel),
            StartDate = company.StartDate,
            Paused = await PausedAsync(company.Realm, cancel),
        };
    }

    private static async Task<IReadOnlyList<FieldError>> BrokenAsync(TenantCompany company, CompanyLists lists, JsonObject mapping, CancellationToken cancel)
    {
        var broken = new List<FieldError>();
        foreach (var leaf in MappingLeaf.Of(mapping))
            if (Reference.Of(leaf) is { } reference && !WillBeMade(reference, leaf) && (await ReferenceLookup.FindAsync(company.Company, lists, reference, leaf.Text!, cancel)).Error is { } error)
                broken.Add(new FieldError(leaf.Path, error));
        return broken;
    }

    // A payment method that a setting names is made when it is first needed; over the API only one that exists can be named.
    private static bool WillBeMade(Reference reference, MappingLeaf leaf) =>
        reference.Kind == ReferenceKind.PaymentMethod && leaf.Text!.Length <= PaymentMethods.LongestName && !leaf.Text.All(char.IsAsciiDigit);

    private async Task<int> DuplicateSkusAsync(TenantCompany company, CancellationToken cancel)
    {
        var report = await skus.ReportAsync(company.Account, null, refresh: false, cancel);
        return report.Shared.Concat(report.SeveralItems).Select(sku => sku.Sku).Distinct(StringComparer.OrdinalIgnoreCase).Count();
    }

    private async Task<string?> PausedAsync(string account, CancellationToken cancel)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow();
        return await database.Pauses.AsNoTracking().Where(pause => pause.Account == account && pause.Until > now).Select(pause => pause.Message).FirstOrDefaultAsync(cancel);
    }
}
