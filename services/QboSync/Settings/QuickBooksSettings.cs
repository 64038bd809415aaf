using Hosting.Settings;
using Microsoft.Extensions.Options;
using QboSync.Documents;

namespace QboSync.Settings;

/// <summary>Binds and checks the section <c>QuickBooks</c>; a service with a bad setting does not start.</summary>
internal static class QuickBooksSettings
{
    // What is left of QuickBooks' 21 characters must hold an order id.
    private const int LongestPrefix = 9;

    public static void AddQuickBooksSettings(this IServiceCollection services, IConfiguration configuration) =>
        services.AddOptions<QuickBooksOptions>().Bind(configuration.GetSection("QuickBooks"))
            .Validate(o => Uri.TryCreate(o.ApiBaseUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https",
                "Setting QuickBooks:ApiBaseUrl must be an address such as https://quickbooks.api.intuit.com (or https://sandbox-quickbooks.api.intuit.com).")
            .Validate(o => o.TimeoutSeconds is >= 1 and <= 600, "Setting QuickBooks:TimeoutSeconds must be 1 to 600; above 120 for the real QuickBooks.")
            .Validate<IOptions<SyncOptions>>((o, sync) => sync.Value.LeaseSeconds > o.TimeoutSeconds,
                "Setting Sync:LeaseSeconds must be above QuickBooks:TimeoutSeconds: a record whose claim runs out during a call would be worked twice.")
            .Validate(o => o.InDoubtWaitSeconds >= o.TimeoutSeconds && o.InDoubtWaitSeconds <= 3600,
                "Setting QuickBooks:InDoubtWaitSeconds must be at least QuickBooks:TimeoutSeconds and at most 3600.")
            .Validate(o => o.SettleSeconds is >= 0 and <= 3600, "Setting QuickBooks:SettleSeconds must be 0 to 3600.")
            .Validate(o => o.Concurrency is >= 1 and <= 10, "Setting QuickBooks:Concurrency must be 1 to 10.")
            .Validate(o => o.BatchesPerMinute is >= 0 and <= 1000, "Setting QuickBooks:BatchesPerMinute must be 0 (no limit) to 1000; Intuit allows 40.")
            .Validate(o => o.RequestsPerMinute is >= 0 and <= 10_000, "Setting QuickBooks:RequestsPerMinute must be 0 (no limit) to 10000; Intuit allows 500.")
            .Validate(o => o.MonthlyReads >= 0, "Setting QuickBooks:MonthlyReads must be 0 (no budget) or more; Intuit's Builder tier has 500000.")
            .Validate(o => o.DocNumberPrefix.Length <= LongestPrefix,
                $"Setting QuickBooks:DocNumberPrefix must be at most {LongestPrefix} characters: document numbers have {Limits.DocNumber}.")
            .Validate(o => o.BookStatusSet().Count > 0, "Setting QuickBooks:BookStatuses names no order status; the default is processing,completed,on-hold.")
            .Validate(o => o.ItemType is "NonInventory" or "Service", "Setting QuickBooks:ItemType must be NonInventory or Service.")
            .Validate(o => !string.IsNullOrWhiteSpace(o.GuestCustomer), "Setting QuickBooks:GuestCustomer is empty; the default is WooCommerce guest.")
            .Validate(o => !string.IsNullOrWhiteSpace(o.DefaultItem), "Setting QuickBooks:DefaultItem is empty; the default is WooCommerce item.")
            .Validate(o => o.DriftHours is >= 0 and <= 168, "Setting QuickBooks:DriftHours must be 0 (never) to 168: QuickBooks remembers changes for 30 days.")
            .Validate(o => o.RoundingCents is >= 0 and <= 100, "Setting QuickBooks:RoundingCents must be 0 to 100.")
            .ValidateOnStart();
}
