using System.Text;
using System.Text.Json.Nodes;
using Sandbox.QuickBooks.Booking;
using Sandbox.QuickBooks.Faults;
using Sandbox.QuickBooks.Shapes;
using Sandbox.QuickBooks.Storing;

namespace Sandbox.QuickBooks.Serving;

/// <summary>Sending a sales form by e-mail (nothing leaves the stand-in) and reading it as PDF.</summary>
internal sealed class DocumentRoutes(Gateway gateway, Counters counters)
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/v3/company/{realm}/{segment}/{id}/send", gateway.Api(Send, CallKind.Write));
        app.MapGet("/v3/company/{realm}/{segment}/{id}/pdf", gateway.Api(Pdf));
    }

    private Reply Send(HttpContext http, Company company, string _)
    {
        var (kind, id) = Form(http);
        counters.Count($"send {kind.Name}");
        return Desk.Write(company, RememberedReplies.SingleKey(http.Request.Query["requestid"]), draft =>
        {
            var stored = Writer.Read(draft, kind, id);
            var address = http.Request.Query["sendTo"].ToString() is { Length: > 0 } given ? given : stored.Object("BillEmail")?.Text("Address");
            if (address is null) throw Refuse.Missing("BillEmail");
            if (address.IndexOf('@') < 1) throw Refuse.EmailFormat("sendTo", address);
            var document = draft.Touch(kind.Name, id)!;
            document["BillEmail"] = new JsonObject { ["Address"] = address };
            document["EmailStatus"] = "EmailSent";
            document["DeliveryInfo"] = new JsonObject { ["DeliveryType"] = "Email", ["DeliveryTime"] = company.Clock.Stamp };
            return Desk.Entity(company, kind, document);
        });
    }

    private Reply Pdf(HttpContext http, Company company, string _)
    {
        var (kind, id) = Form(http);
        counters.Count($"pdf {kind.Name}");
        var document = Writer.Read(new Draft(company), kind, id);
        return new Reply(200, null) { Raw = (OnePage($"{kind.Name} {document.Text("DocNumber")} {document.Text("TotalAmt")}"), "application/pdf") };
    }

    private static (EntityKind, string) Form(HttpContext http)
    {
        var kind = Catalog.FindSegment((string)http.Request.RouteValues["segment"]!);
        return kind is not null && Catalog.SalesForms.Contains(kind.Name) ? (kind, (string)http.Request.RouteValues["id"]!) : throw Refuse.NoSuchResource(http.Request.Path);
    }

    private static byte[] OnePage(string text)
    {
        var line = text.Replace("\\", "\\\\").Replace("(", "\\(").Replace(")", "\\)");
        var content = $"BT /F1 18 Tf 72 720 Td ({line}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var (pdf, offsets) = (new StringBuilder("%PDF-1.4\n"), new List<int>());
        foreach (var (body, index) in objects.Select((body, index) => (body, index)))
        {
            offsets.Add(pdf.Length);
            pdf.Append($"{index + 1} 0 obj\n{body}\nendobj\n");
        }
        var start = pdf.Length;
        pdf.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) pdf.Append($"{offset:D10} 00000 n \n");
        pdf.Append($"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
