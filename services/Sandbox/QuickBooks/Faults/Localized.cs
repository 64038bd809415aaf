namespace Sandbox.QuickBooks.Faults;

/// <summary>The one text whose translations matter: clients read the document's id out of it. Only "TxnId=" and "DocNumber=" stay as they are in every language.</summary>
internal static class Localized
{
    /// <summary>Languages that control may choose; anything else is English.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "es", "fr", "de"];

    public static string DuplicateNumberTitle(string language) => language switch
    {
        "es" => "Error de número de documento duplicado",
        "fr" => "Erreur de numéro de document en double",
        "de" => "Fehler: doppelte Belegnummer",
        _ => "Duplicate Document Number Error",
    };

    public static string DuplicateNumber(string language, string number, string kind, string id) => DuplicateNumberTitle(language) + language switch
    {
        "es" => $" : Debe especificar un número diferente. Este número ya se ha utilizado. DocNumber={number} está asignado a TxnType={Kind(language, kind)} con TxnId={id}",
        "fr" => $" : Vous devez indiquer un autre numéro. Ce numéro a déjà été utilisé. DocNumber={number} est attribué à TxnType={Kind(language, kind)} avec TxnId={id}",
        "de" => $" : Sie müssen eine andere Nummer angeben. Diese Nummer wurde bereits verwendet. DocNumber={number} ist vergeben an TxnType={Kind(language, kind)} mit TxnId={id}",
        _ => $" : You must specify a different number. This number has already been used. DocNumber={number} is assigned to TxnType={kind} with TxnId={id}",
    };

    private static string Kind(string language, string kind) => (language, kind) switch
    {
        ("es", "Invoice") => "Factura", ("es", "SalesReceipt") => "Recibo de venta", ("es", "CreditMemo") => "Nota de crédito", ("es", "RefundReceipt") => "Recibo de reembolso",
        ("fr", "Invoice") => "Facture", ("fr", "SalesReceipt") => "Reçu de vente", ("fr", "CreditMemo") => "Note de crédit", ("fr", "RefundReceipt") => "Reçu de remboursement",
        ("de", "Invoice") => "Rechnung", ("de", "SalesReceipt") => "Verkaufsbeleg", ("de", "CreditMemo") => "Gutschrift", ("de", "RefundReceipt") => "Erstattungsbeleg",
        _ => kind,
    };
}
