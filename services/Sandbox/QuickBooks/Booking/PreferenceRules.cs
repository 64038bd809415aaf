using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Booking;

/// <summary>Preferences keep what an update does not name, group by group.</summary>
internal static class PreferenceRules
{
    public static void Complete(Write write)
    {
        foreach (var (group, settings) in write.Before!)
        {
            if (settings is not JsonObject before) continue;
            if (write.Document[group] is not JsonObject after) write.Document[group] = before.DeepClone();
            else
                foreach (var (name, value) in before) after[name] ??= value?.DeepClone();
        }
        // Multicurrency cannot be turned off again.
        if (write.Before!.Object("CurrencyPrefs")?.Is("MultiCurrencyEnabled") == true) write.Document["CurrencyPrefs"]!["MultiCurrencyEnabled"] = true;
        write.Document["CurrencyPrefs"]!["HomeCurrency"] = Json.Ref(write.Company.HomeCurrency);
    }
}
