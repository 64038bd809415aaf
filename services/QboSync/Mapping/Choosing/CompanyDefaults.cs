using System.Text.Json.Nodes;
using QboSync.Company;

namespace QboSync.Mapping.Choosing;

/// <summary>What a company itself would use where neither mapping nor setting names anything, as a mapping.</summary>
internal static class CompanyDefaults
{
    public static JsonObject Of(CompanyFacts company)
    {
        var accounts = new JsonObject();
        var income = company.Accounts.Where(account => account.Type == "Income").ToList();
        if ((income.FirstOrDefault(account => account.SubType == "SalesOfProductIncome") ?? income.FirstOrDefault()) is { } sales) accounts["income"] = sales.Id;
        if (company.Accounts.FirstOrDefault(account => account.SubType == "UndepositedFunds") is { } undeposited) accounts["deposit"] = undeposited.Id;
        return new JsonObject { ["accounts"] = accounts };
    }
}
