using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Sandbox.Tests.QuickBooks;

public sealed class FileTests
{
    private static readonly byte[] Picture = [0x89, 0x50, 0x4E, 0x47, 0xFF, 0x00, 0x0D, 0x0A];

    private static async Task<JsonObject> Upload(CompanyHost company, string? metadata)
    {
        using var form = new MultipartFormDataContent();
        if (metadata is not null) form.Add(new StringContent(metadata, Encoding.UTF8, "application/json"), "file_metadata_01", "attachment.json");
        var file = new ByteArrayContent(Picture);
        file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        form.Add(file, "file_content_01", "slip.png");
        var request = company.Api(HttpMethod.Post, "upload");
        request.Content = form;
        return (await company.Send(request)).Body;
    }

    [Fact]
    public async Task File_is_attached_to_its_document_and_comes_back_byte_for_byte()
    {
        await using var company = await CompanyHost.Start();
        await company.Write("salesreceipt", Bodies.Form("1"));
        var body = await Upload(company, """{"AttachableRef":[{"EntityRef":{"type":"SalesReceipt","value":"1"}}],"FileName":"slip.png","ContentType":"image/png"}""");
        var attachable = body["AttachableResponse"]![0]!["Attachable"]!;
        Assert.Equal(("slip.png", 8), ((string?)attachable["FileName"], (int)attachable["Size"]!));
        Assert.Equal(Picture, await company.Http.GetByteArrayAsync((string?)attachable["TempDownloadUri"], TestContext.Current.CancellationToken));
        Assert.Equal(["1"], await company.Ids("Attachable", "where FileName = 'slip.png'"));
        var note = await company.Write("attachable", """{"Note":"hello","AttachableRef":[{"IncludeOnSend":"false","EntityRef":{"type":"SalesReceipt","value":"1"}}]}""");
        Assert.False((bool)note["AttachableRef"]![0]!["IncludeOnSend"]!);
    }

    [Fact]
    public async Task Metadata_is_optional_and_a_document_that_is_not_there_is_refused()
    {
        await using var company = await CompanyHost.Start();
        Assert.Equal("slip.png", (string?)(await Upload(company, null))["AttachableResponse"]![0]!["Attachable"]!["FileName"]);
        Assert.Equal("2500", CompanyHost.Error(await Upload(company, """{"AttachableRef":[{"EntityRef":{"type":"Invoice","value":"9"}}]}""")).Code);
        Assert.Single(await company.Ids("Attachable", ""));
    }
}
