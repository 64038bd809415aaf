namespace Sandbox.QuickBooks.Shapes;

/// <summary>Files and notes that hang on other entities.</summary>
internal static class AttachableShapes
{
    public static readonly Shape Attachable = new(CommonShapes.EveryEntity.Concat(
    [
        Has.Text("FileName", 1000).Looked(), Has.Text("Note", 2000).Asked(), Has.Text("Category", 100).Asked(), Has.Text("ContentType", 100), Has.Text("PlaceName", 2000), Has.Text("Lat"), Has.Text("Long"), Has.Text("Tag", 2000),
        Has.List("AttachableRef", new Shape(
            Has.Object("EntityRef", new Shape(Has.Text("type"), Has.Text("value"), Has.Text("name"))), Has.Flag("IncludeOnSend"), Has.Flag("Inactive"), Has.Flag("NoRefOnly"), Has.Text("LineInfo"), Has.List("CustomField", CommonShapes.CustomField))),
        Has.Amount("Size").Asked().Computed(), Has.Text("FileAccessUri").Computed(), Has.Text("TempDownloadUri").Computed(), Has.Text("ThumbnailFileAccessUri").Computed(), Has.Text("ThumbnailTempDownloadUri").Computed(),
    ]));
}
