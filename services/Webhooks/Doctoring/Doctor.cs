using Hosting.Secrets;
using Microsoft.Extensions.Options;
using Webhooks.Requesting;
using Woo.Reading;
using Woo.Shapes;
using Woo.Verifying;

namespace Webhooks.Doctoring;

/// <summary>Visits a shop: looks at its webhooks and at what came of them, does what the visit may do, and says what it found.</summary>
public sealed class Doctor(
    ShopWatchBook book, JournalSight journal, SourceBook sources, Listening listening, AddressCheck address, WooClientFactory shops, GapSweep sweep, DoctorAlerts alerts,
    IOptions<DoctorOptions> options, TimeProvider clock, ILogger<Doctor> log)
{
    /// <summary>One visit.</summary>
    /// <param name="store">The shop's credential.</param>
    /// <param name="mode">How far it may go.</param>
    /// <param name="deliveryUrl">Where the webhooks should deliver to from now on; null for what is known.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="NotPossibleException">Webhooks are to be made and it is not known where they should deliver to, or with which secret.</exception>
    /// <exception cref="DoctorBusyException">Another visit is under way.</exception>
    public async Task<DoctorReport> VisitAsync(ActiveCredential store, DoctorMode mode, string? deliveryUrl, CancellationToken cancel)
    {
        var watch = await book.OfAsync(store.Id, cancel);
        var lastLook = watch.LookedAt;
        if (mode == DoctorMode.Look) return await VisitAsync(store, watch, mode, lastLook, cancel);
        if (!await book.TakeAsync(watch, cancel)) throw new DoctorBusyException(store.Id);
        try
        {
            if (deliveryUrl is not null) watch.DeliveryUrl = deliveryUrl;
            return await VisitAsync(store, watch, mode, lastLook, cancel);
        }
        finally
        {
            if (mode == DoctorMode.Watch) watch.LookedAt = clock.GetUtcNow(); // whatever came of it: the next one has its time
            watch.LeaseUntil = null;
            if (!await book.SaveAsync(watch, CancellationToken.None)) log.LogWarning("What was seen of store {Store} could not be kept: another look came between", store.Id);
        }
    }

    private async Task<DoctorReport> VisitAsync(ActiveCredential store, ShopWatch watch, DoctorMode mode, DateTimeOffset lastLook, CancellationToken cancel)
    {
        var (url, now, memory) = (store.Field("store_url"), clock.GetUtcNow(), watch.Remembered());
        var visit = new Visit(store, url, mode, now, memory, lastLook);
        await journal.ReadOnAsync(store.Id, memory, cancel);
        if (mode != DoctorMode.Look) await SweepAsync(visit, watch, memory.ToSweep, cancel); // what a crash left

        var (shop, webhooks, fault) = await ReadAsync(store, url, visit, cancel);
        if (webhooks is null)
        {
            memory.Unreadable++;
            visit.Findings.Add(Findings.OfFault(url, fault!));
        }
        else
        {
            memory.Unreadable = 0;
            await ExamineAsync(visit, watch, shop!, webhooks, cancel);
        }
        await CallAddressAsync(visit, Address(store, watch) ?? visit.Examination?.Address, cancel);
        foreach (var (source, seen) in memory.Clones.OrderBy(clone => clone.Key, StringComparer.Ordinal)) visit.Findings.Add(Findings.OfClone(url, source, seen));

        if (mode != DoctorMode.Look)
        {
            watch.LookedAt = now;
            watch.Remember(memory);
            await alerts.TellAsync(visit, fault, cancel);
        }
        var findings = visit.Findings.OrderBy(finding => finding.Level switch { Finding.Error => 0, Finding.Warning => 1, _ => 2 }).ToList();
        return new DoctorReport(store.Id, findings.All(finding => finding.Level != Finding.Error), url, Address(store, watch) ?? visit.Examination?.Address, now, watch.ReactivatedAt, visit.Lines, findings, visit.Runs);
    }

    private async Task<(WooClient? Shop, IReadOnlyList<WooWebhook>? Webhooks, WooFault? Fault)> ReadAsync(ActiveCredential store, string url, Visit visit, CancellationToken cancel)
    {
        WooClient shop;
        try
        {
            shop = shops.For(url, store.Field("consumer_key"), store.Field("consumer_secret"));
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException)
        {
            return (null, null, new WooFault(WooFaultKind.BadRequest, e.Message));
        }
        if (await shop.IndexAsync(cancel) is WooAnswer<WooIndex>.Found { Value.Home: { Length: > 0 } home })
        {
            if (Findings.OfName(url, home) is { } named) visit.Findings.Add(named);
            if (visit.Mode != DoctorMode.Look) await sources.LearnAsync(store.Id, url, home, cancel);
        }
        if (visit.Mode != DoctorMode.Look) await sources.ReleaseAsync(store.Id, url, visit.Memory.Clones.Keys, cancel);
        await sources.ForgetOwnAsync(store.Id, url, visit.Memory, cancel);
        return await shop.WebhooksAsync(cancel) switch
        {
            WooAnswer<IReadOnlyList<WooWebhook>>.Found(var webhooks, _) => (shop, webhooks, null),
            WooAnswer<IReadOnlyList<WooWebhook>>.Unavailable(var fault) => (shop, null, fault),
            _ => (shop, null, new WooFault(WooFaultKind.Unreadable, "the shop did not answer with a list of webhooks")),
        };
    }

    private async Task ExamineAsync(Visit visit, ShopWatch watch, WooClient shop, IReadOnlyList<WooWebhook> webhooks, CancellationToken cancel)
    {
        var (store, memory) = (visit.Store, visit.Memory);
        var before = Examination.Of(webhooks, store.Id, Address(store, watch));
        if (visit.Mode is DoctorMode.SetUp or DoctorMode.Repair) Demand(store, before);
        var refusals = await journal.RefusalsAsync(store.Id, cancel);
        var doubtful = SecretDoubt.Of(refusals, before.Ids, memory);

        var plan = Plan.Of(before, visit.Mode, options.Value.Reactivate, doubtful.Select(refusal => refusal.WebhookId).ToHashSet(), Unsure(store, before, memory));
        if (plan.Count > 0) await ExpectGapAsync(visit, watch, plan, cancel);
        var treated = await Treatment.ApplyAsync(shop, store, before.Address, plan, cancel);
        var after = Examination.Of(treated.Applied(webhooks), store.Id, before.Address);

        // Its own time, not the visit's: what was refused while the visit was under way was signed with the old secret.
        foreach (var (step, webhook) in treated.Done)
            if (step.Kind is StepKind.Create or StepKind.Correct) memory.SecretSet[webhook.Id] = clock.GetUtcNow();
        var reactivated = treated.Done.Any(done => done.Step.Kind == StepKind.Activate);
        memory.Reactivated.RemoveAll(at => visit.Now - at >= TimeSpan.FromDays(1));
        if (reactivated && visit.Mode == DoctorMode.Watch)
        {
            memory.Reactivated.Add(visit.Now);
            watch.ReactivatedAt = visit.Now;
        }

        (visit.Examination, visit.Treated) = (after, treated);
        visit.Lines.AddRange(after.Topics.Select(topic => new TopicLine(topic.Topic, topic.Kept?.Status ?? "missing", topic.Kept?.Id, topic.Kept?.DeliveryUrl, treated.Action(topic.Topic))));
        visit.Findings.AddRange(Findings.OfFailures(treated));
        visit.Findings.AddRange(Findings.OfTopics(after, treated, visit.Mode));
        visit.Findings.AddRange(Findings.OfSecrets(SecretDoubt.Of(refusals, after.Ids, memory)));
        await listening.HearAsync(visit, shop, treated.Done.Any(), cancel);
        await SweepAsync(visit, watch, memory.ToSweep, cancel);
    }

    // On disk before the shop is changed: after a crash between the two nothing would say that there was a gap.
    private async Task ExpectGapAsync(Visit visit, ShopWatch watch, IReadOnlyList<Step> plan, CancellationToken cancel)
    {
        foreach (var step in plan.Where(step => step.Gap))
        {
            if (WooTopic.Parse(step.Topic).Entity is not { } entity || visit.Memory.ToSweep.Contains(entity)) continue;
            // A shop that was never synced has no gap: its history comes when somebody asks for it.
            if (step.Kind != StepKind.Create || await journal.KnowsAnyAsync(visit.Store.Id, entity, cancel)) visit.Memory.ToSweep.Add(entity);
        }
        watch.Remember(visit.Memory);
        await book.SaveAsync(watch, cancel);
    }

    private async Task CallAddressAsync(Visit visit, string? to, CancellationToken cancel)
    {
        if (to is null) return;
        var answer = await address.CallAsync(to, visit.Examination?.Ids.DefaultIfEmpty(0).Min() ?? 0, cancel);
        var arrives = visit.Memory.Verified.Values.Any(at => visit.Now - at < TimeSpan.FromMinutes(Math.Max(options.Value.SilentMinutes, 5)));
        visit.Findings.AddRange(Findings.OfAddress(to, answer, arrives));
    }

    private async Task SweepAsync(Visit visit, ShopWatch watch, HashSet<string> entities, CancellationToken cancel)
    {
        if (visit.Mode == DoctorMode.Look || entities.Count == 0) return;
        visit.Runs.AddRange(await sweep.BeginAsync(visit.Store, entities, cancel));
        watch.Remember(visit.Memory);
        await book.SaveAsync(watch, cancel);
    }

    private string? Address(ActiveCredential store, ShopWatch watch) =>
        watch.DeliveryUrl ?? (options.Value.PublicUrl is { Length: > 0 } publicUrl ? DeliveryAddress.Below(publicUrl, store.Id) : null);

    // The shop never shows a secret: it is sure only where it was set from here or a delivery proved it, and while none is being replaced.
    private static HashSet<long> Unsure(ActiveCredential store, Examination examination, WatchMemory memory) => store.FieldOrNull("previous_webhook_secret") is not null
        ? examination.Ids
        : [.. examination.Ids.Where(id => !memory.Verified.ContainsKey(id) && !memory.SecretSet.ContainsKey(id))];

    private static void Demand(ActiveCredential store, Examination examination)
    {
        if (examination.Address is null)
            throw new NotPossibleException("delivery_url", $"The shop has no webhook that delivers here, and it is not known where they should deliver to. Give delivery_url, such as https://sync.example{DeliveryAddress.PathOf(store.Id)}, or the setting Webhooks:PublicUrl.");
        if (store.FieldOrNull("webhook_secret") is null)
            throw new NotPossibleException("webhook_secret", $"The credential {store.Id} has no webhook_secret. PUT one: plain letters and digits, such as openssl rand -hex 32 makes.");
    }
}

/// <summary>Somebody else is at this shop now.</summary>
public sealed class DoctorBusyException(string storeId) : Exception($"The webhooks of store {storeId} are being looked at just now. Try again in a minute.");
