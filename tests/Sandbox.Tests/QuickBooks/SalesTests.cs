using System.Net;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class SalesTests
{
    [Fact]
    public async Task Sales_receipt_comes_back_with_what_quickbooks_computes()
    {
        await using var company = await CompanyHost.Start();
        var customer = await company.Write("customer", Bodies.Customer("Jane Doe", "jane@acme.com"));
        var receipt = await company.Write("salesreceipt", $$$$"""
            {"DocNumber":"WC-1042","CustomerRef":{"value":"{{{{customer["Id"]}}}}"},"PrivateNote":"n",
             "Line":[{"Amount":39.98,"Description":"Widget","DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"},"Qty":2,"UnitPrice":19.99,"TaxCodeRef":{"value":"TAX"}}},
                     {"Amount":4,"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":false}}],
             "TxnTaxDetail":{"TxnTaxCodeRef":{"value":"2"},"TotalTax":2.88}}
            """);
        Assert.Equal("0", (string?)receipt["SyncToken"]);
        Assert.Equal("QBO", (string?)receipt["domain"]);
        Assert.Equal("2026-03-05", (string?)receipt["TxnDate"]);
        Assert.Equal("2026-03-05T12:00:00-08:00", (string?)receipt["MetaData"]!["CreateTime"]);
        Assert.Equal(38.86m, (decimal)receipt["TotalAmt"]!);
        Assert.Equal(0m, (decimal)receipt["Balance"]!);
        Assert.Equal("Jane Doe", (string?)receipt["CustomerRef"]!["name"]);
        Assert.Equal("Undeposited Funds", (string?)receipt["DepositToAccountRef"]!["name"]);
        Assert.Equal(["SalesItemLineDetail", "SubTotalLineDetail", "DiscountLineDetail"], receipt["Line"]!.AsArray().Select(line => (string)line!["DetailType"]!));
        Assert.Equal("3", (string?)receipt["TxnTaxDetail"]!["TaxLine"]![0]!["TaxLineDetail"]!["TaxRateRef"]!["value"]);
        Assert.Equal("86", (string?)receipt["Line"]![2]!["DiscountLineDetail"]!["DiscountAccountRef"]!["value"]);
    }

    [Fact]
    public async Task Payment_moves_the_balance_of_its_invoice()
    {
        await using var company = await CompanyHost.Start();
        var customer = (string)(await company.Write("customer", Bodies.Customer("Jane")))["Id"]!;
        var invoice = await company.Write("invoice", Bodies.Invoice(customer, "100"));
        Assert.Equal(100m, (decimal)invoice["Balance"]!);
        Assert.Equal("2026-04-04", (string?)invoice["DueDate"]);
        var payment = await company.Write("payment", Bodies.Payment(customer, "60", ("Invoice", (string)invoice["Id"]!, "60")));
        var after = await company.Read($"invoice/{invoice["Id"]}");
        Assert.Equal(40m, (decimal)after["Balance"]!);
        Assert.Equal("1", (string?)after["SyncToken"]);
        Assert.Equal((string?)payment["Id"], (string?)after["LinkedTxn"]![0]!["TxnId"]);
        Assert.Equal(40m, (decimal)(await company.Read($"customer/{customer}"))["Balance"]!);
    }

    [Fact]
    public async Task Same_requestid_replays_the_first_reply_and_executes_nothing()
    {
        await using var company = await CompanyHost.Start();
        var (_, first) = await company.Post("salesreceipt?requestid=r1", Bodies.Form("10"));
        var (_, second) = await company.Post("salesreceipt?requestid=r1", Bodies.Form("99"));
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(1, (int)(await company.Query("select count(*) from SalesReceipt"))["totalCount"]!);
    }

    [Fact]
    public async Task Batch_answers_every_item_by_its_own()
    {
        await using var company = await CompanyHost.Start();
        var (status, body) = await company.Post("batch", $$$$"""
            {"BatchItemRequest":[{"bId":"1","operation":"create","SalesReceipt":{{{{Bodies.Form("10")}}}}},
             {"bId":"2","operation":"create","Customer":{}},{"bId":"3","Query":"select * from Item"}]}
            """);
        Assert.Equal(HttpStatusCode.OK, status);
        var items = body["BatchItemResponse"]!.AsArray().ToDictionary(item => (string)item!["bId"]!, item => item!.AsObject());
        Assert.Equal(10m, (decimal)items["1"]["SalesReceipt"]!["TotalAmt"]!);
        Assert.Equal("6080", CompanyHost.Error(items["2"]).Code);
        Assert.Single(items["3"]["QueryResponse"]!["Item"]!.AsArray());
    }
}
