namespace Webhooks.Alerting;

/// <summary>What a person must look after, as short stable names.</summary>
public static class AlertKinds
{
    /// <summary>WooCommerce switched a webhook off, or somebody did.</summary>
    public const string WebhookDisabled = "webhook_disabled";

    /// <summary>A topic has no webhook that delivers here.</summary>
    public const string WebhookMissing = "webhook_missing";

    /// <summary>The address that a webhook delivers to redirects or does not reach this installation.</summary>
    public const string DeliveryAddress = "delivery_address";

    /// <summary>Deliveries come with a signature that none of the store's secrets made.</summary>
    public const string SecretChanged = "secret_changed";

    /// <summary>The shop has newer records than were announced.</summary>
    public const string ShopSilent = "shop_silent";

    /// <summary>Another shop delivers in this one's name: a copy for staging.</summary>
    public const string ShopCloned = "shop_cloned";

    /// <summary>The shop cannot be read.</summary>
    public const string ShopUnreadable = "shop_unreadable";

    /// <summary>A webhook's user may not see what it announces: the bodies are errors.</summary>
    public const string ErrorBodies = "error_bodies";

    /// <summary>More records than are believed at once are gone from the shop; nothing of it was applied.</summary>
    public const string RecordsGone = "records_gone";

    /// <summary>Shop, ledger and target do not hold the same.</summary>
    public const string ProofDiffers = "proof_differs";

    /// <summary>More and more records fail.</summary>
    public const string FailuresGrowing = "failures_growing";

    /// <summary>What came in waits too long for its target.</summary>
    public const string BacklogAge = "backlog_age";

    /// <summary>A target service does not answer.</summary>
    public const string TargetAway = "target_away";

    /// <summary>The Credentials service does not answer.</summary>
    public const string CredentialsAway = "credentials_away";
}
