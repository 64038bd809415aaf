using System.Globalization;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Booking;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>The one way to make tax codes: a code with new or existing rates, in one call. Its body has no entity around it.</summary>
internal sealed class TaxServiceRoutes(Gateway gateway, Counters counters)
{
    private static readonly Shape Body = new(
        Has.Text("TaxCode", 100), Has.Text("TaxCodeId").Computed(),
        Has.List("TaxRateDetails", new Shape(Has.Text("TaxRateName", 100), Has.Text("TaxRateId"), Has.Text("RateValue"), Has.Text("TaxAgencyId"), Has.Choice("TaxApplicableOn", "Sales", "Purchase", "Other"))));

    public void Map(IEndpointRouteBuilder app) => app.MapPost("/v3/company/{realm}/taxservice/taxcode", gateway.Api(Create, CallKind.Write));

    private Reply Create(HttpContext http, Company company, string text)
    {
        if (!http.Request.HasJsonContentType()) return new Reply(415, null);
        counters.Count("create TaxService");
        var body = Gateway.Json(text);
        return Desk.Write(company, RememberedReplies.SingleKey(http.Request.Query["requestid"]), draft => Make(draft, BodyReader.Read(Body, body)));
    }

    private static JsonObject Make(Draft draft, JsonObject body)
    {
        if (!draft.Company.Preference("TaxPrefs").Is("UsingSalesTax")) throw Refuse.Business("Sales tax is turned off: Preferences.TaxPrefs.UsingSalesTax.");
        var name = body.Text("TaxCode") is { Length: > 0 } given ? given : throw Refuse.Missing("TaxCode");
        if (draft.Company.Index("TaxCode").Find("Name", name).Count > 0) throw Refuse.DuplicateName("tax code");
        if (!body.Objects("TaxRateDetails").Any()) throw Refuse.Missing("TaxRateDetails");
        var (sales, purchases) = (new JsonArray(), new JsonArray());
        foreach (var detail in body.Objects("TaxRateDetails"))
        {
            var rate = detail.Text("TaxRateId") is { Length: > 0 } id ? Existing(draft, detail, id) : New(draft, detail);
            var list = detail.Text("TaxApplicableOn") == "Purchase" ? purchases : sales;
            list.Add((JsonNode)new JsonObject { ["TaxRateRef"] = Json.Ref(rate), ["TaxTypeApplicable"] = "TaxOnAmount", ["TaxOrder"] = list.Count });
        }
        var code = Entity(draft, "TaxCode");
        (code["Name"], code["Description"], code["Active"], code["Taxable"], code["TaxGroup"]) = (name, name, true, true, true);
        code["SalesTaxRateList"] = new JsonObject { ["TaxRateDetail"] = sales };
        code["PurchaseTaxRateList"] = new JsonObject { ["TaxRateDetail"] = purchases };
        References.Name(draft, Catalog.Of("TaxCode").Shape, code);
        var answer = body.Copy();
        answer["TaxCodeId"] = code.Text("Id");
        return answer;
    }

    private static string Existing(Draft draft, JsonObject detail, string id)
    {
        var rate = draft.Get("TaxRate", id) ?? throw Refuse.Reference("TaxRates", id, "TaxRateId");
        (detail["TaxRateName"], detail["RateValue"], detail["TaxAgencyId"]) = (rate.Text("Name"), Shown(rate.AmountOrZero("RateValue")), rate.RefId("AgencyRef"));
        return id;
    }

    private static string New(Draft draft, JsonObject detail)
    {
        var name = detail.Text("TaxRateName") is { Length: > 0 } given ? given : throw Refuse.Missing("TaxRateName");
        if (draft.Company.Index("TaxRate").Find("Name", name).Count > 0) throw Refuse.DuplicateName("tax rate");
        var text = detail.Text("RateValue") is { Length: > 0 } value ? value : throw Refuse.Missing("RateValue");
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent > 100) throw Refuse.NumberFormat("RateValue", text);
        var agency = detail.Text("TaxAgencyId") is { Length: > 0 } id ? id : throw Refuse.Missing("TaxAgencyId");
        if (draft.Get("TaxAgency", agency) is null) throw Refuse.Reference("TaxAgencies", agency, "TaxAgencyId");
        detail["TaxApplicableOn"] ??= "Sales";
        var rate = Entity(draft, "TaxRate");
        (rate["Name"], rate["Description"], rate["Active"], rate["RateValue"]) = (name, name, true, Json.Number(percent));
        (rate["AgencyRef"], rate["SpecialTaxType"], rate["DisplayType"]) = (Json.Ref(agency), "NONE", "ReadOnly");
        detail["TaxRateId"] = rate.Text("Id");
        detail["RateValue"] = Shown(percent);
        return rate.Text("Id")!;
    }

    private static string Shown(decimal percent) => percent.ToString("0.####", CultureInfo.InvariantCulture) + "%";

    private static JsonObject Entity(Draft draft, string kind)
    {
        var document = Writer.New(draft, draft.Next(kind));
        draft.Put(kind, document.Text("Id")!, document);
        return document;
    }
}
