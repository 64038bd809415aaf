namespace Sandbox.QuickBooks.Shapes;

/// <summary>The entities of the stand-in.</summary>
internal static class Catalog
{
    public static readonly IReadOnlyList<EntityKind> All =
    [
        Names("Customer", NameShapes.Customer), Names("Vendor", NameShapes.Vendor), Names("Employee", NameShapes.Employee),
        List("Account", ListShapes.Account), List("Item", ListShapes.Item), List("PaymentMethod", ListShapes.PaymentMethod), List("Term", ListShapes.Term),
        List("Class", ListShapes.Class) with { Plural = "Classes" }, List("Department", ListShapes.Department), List("CompanyCurrency", ListShapes.CompanyCurrency),
        List("TaxCode", ListShapes.TaxCode) with { CanCreate = false, CanUpdate = false, InChangeDataCapture = false },
        List("TaxRate", ListShapes.TaxRate) with { CanCreate = false, CanUpdate = false, InChangeDataCapture = false },
        List("TaxAgency", ListShapes.TaxAgency) with { CanUpdate = false, InChangeDataCapture = false, NameProperty = "DisplayName", Plural = "TaxAgencies" },
        Transaction("Invoice", TransactionShapes.Invoice) with { VoidsByOperation = true },
        Transaction("SalesReceipt", TransactionShapes.SalesReceipt) with { VoidsByInclude = true },
        Transaction("Payment", TransactionShapes.Payment) with { VoidsByOperation = true, VoidsByInclude = true },
        Transaction("CreditMemo", TransactionShapes.CreditMemo), Transaction("RefundReceipt", TransactionShapes.RefundReceipt),
        Transaction("Estimate", TransactionShapes.Estimate), Transaction("Purchase", LedgerShapes.Purchase), Transaction("Bill", LedgerShapes.Bill), Transaction("JournalEntry", LedgerShapes.JournalEntry),
        new EntityKind("Attachable", AttachableShapes.Attachable, "Attachable") { CanDelete = true, NameProperty = "FileName" },
        Transaction("Deposit", TransactionShapes.Deposit), Transaction("InventoryAdjustment", TransactionShapes.InventoryAdjustment),
        new EntityKind("Preferences", CompanyShapes.Preferences, "Preferences") { CanCreate = false, InChangeDataCapture = false },
        new EntityKind("CompanyInfo", CompanyShapes.CompanyInfo, "CompanyInfo") { CanCreate = false, InChangeDataCapture = false, NameProperty = "CompanyName" },
        new EntityKind("ExchangeRate", ListShapes.ExchangeRate, "ExchangeRate") { InChangeDataCapture = false },
    ];

    private static readonly Dictionary<string, EntityKind> ByName = All.ToDictionary(kind => kind.Name, StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, EntityKind> BySegment = All.ToDictionary(kind => kind.Name.ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Finds by the name in a query, where case does not matter.</summary>
    public static EntityKind? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Finds by the name in a body, spelled exactly.</summary>
    public static EntityKind? OfBody(string name) => ByName.GetValueOrDefault(name) is { } kind && kind.Name == name ? kind : null;

    /// <summary>Finds by the path segment: URIs are case sensitive.</summary>
    public static EntityKind? FindSegment(string segment) => BySegment.GetValueOrDefault(segment);

    public static EntityKind Of(string name) => ByName[name];

    /// <summary>The forms that share the numbering of sales.</summary>
    public static readonly IReadOnlyList<string> SalesForms = ["Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt"];

    private static EntityKind Names(string name, Shape shape) => new(name, shape, "Name") { IsList = true, NameProperty = "DisplayName", Plural = "Names" };

    private static EntityKind List(string name, Shape shape) => new(name, shape, name) { IsList = true };

    private static EntityKind Transaction(string name, Shape shape) => new(name, shape, "Transaction") { CanDelete = true, NameProperty = "DocNumber" };
}
