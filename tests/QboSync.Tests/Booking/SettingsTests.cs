using Microsoft.Extensions.Options;
using QboSync.Settings;
using QboSync.Tests.Kit;

namespace QboSync.Tests.Booking;

public sealed class SettingsTests : BookingTest
{
    [Theory]
    [InlineData("QuickBooks:ApiBaseUrl", "not an address")]
    [InlineData("QuickBooks:TimeoutSeconds", "0")]
    [InlineData("QuickBooks:InDoubtWaitSeconds", "60")]
    [InlineData("QuickBooks:Concurrency", "0")]
    [InlineData("QuickBooks:DocNumberPrefix", "MUCH-TOO-LONG-")]
    [InlineData("QuickBooks:BookStatuses", " , ")]
    [InlineData("QuickBooks:ItemType", "Inventory")]
    [InlineData("QuickBooks:GuestCustomer", " ")]
    [InlineData("QuickBooks:DefaultItem", "")]
    [InlineData("QuickBooks:RoundingCents", "-1")]
    public async Task A_bad_setting_is_refused_by_its_name(string setting, string value)
    {
        var instance = await StartAsync(new() { [setting] = value });

        var refused = Assert.Throws<OptionsValidationException>(() => instance.Get<IOptions<QuickBooksOptions>>().Value);
        Assert.Contains(setting, refused.Message);
    }

    [Theory]
    [InlineData("125", false)]
    [InlineData("126", true)]
    public async Task A_claim_outlives_a_call(string leaseSeconds, bool taken)
    {
        var instance = await StartAsync(new() { ["Sync:LeaseSeconds"] = leaseSeconds, ["QuickBooks:TimeoutSeconds"] = "125" });

        var refused = Record.Exception(() => instance.Get<IOptions<QuickBooksOptions>>().Value);
        if (taken) Assert.Null(refused);
        else Assert.Contains("Sync:LeaseSeconds must be above QuickBooks:TimeoutSeconds", Assert.IsType<OptionsValidationException>(refused).Message);
    }
}
