using Webhooks.Doctoring;
using Woo.Shapes;

namespace Webhooks.Tests.Doctoring;

public class ExaminationTests
{
    private const string Store = "my-shop";
    private const string Here = "https://sync.example/webhooks/woocommerce/my-shop";
    private const string Old = "https://old.example/webhooks/woocommerce/my-shop";

    [Fact]
    public void A_shop_without_webhooks_lacks_all_eleven_topics()
    {
        var plan = Plan(Examination.Of([], Store, Here), DoctorMode.SetUp);
        Assert.Equal(OurTopics.All, plan.Select(step => step.Topic));
        Assert.All(plan, step => Assert.Equal(StepKind.Create, step.Kind));
        Assert.Equal(11, plan.Count);
        Assert.Empty(Plan(Examination.Of([], Store, Here), DoctorMode.Watch)); // made on a person's word only
    }

    [Fact]
    public void Webhooks_of_others_are_not_ours()
    {
        var others = new[] { "https://hooks.other.example/x", "https://sync.example/webhooks/woocommerce/another-shop", "https://sync.example/webhooks/woocommerce/my-shop/more", "not an address" };
        var examination = Examination.Of([.. others.Select((url, i) => Hook(i + 1, "order.created", url: url))], Store, Here);
        Assert.False(examination.HasOurs);
        Assert.All(examination.Topics, topic => Assert.Null(topic.Kept));
    }

    [Theory]
    [InlineData("https://sync.example/webhooks/woocommerce/my-shop/")]
    [InlineData("https://SYNC.example:443/webhooks/woocommerce/my-shop")]
    public void An_address_written_otherwise_is_the_same(string url)
    {
        var examination = Examination.Of(All(url: url), Store, Here);
        Assert.All(examination.Topics, topic => Assert.False(examination.IsElsewhere(topic)));
        Assert.Empty(Plan(examination, DoctorMode.Repair));
    }

    [Fact]
    public void What_is_right_is_left_alone_by_everyone()
    {
        foreach (var mode in Enum.GetValues<DoctorMode>()) Assert.Empty(Plan(Examination.Of(All(), Store, Here), mode));
        Assert.Empty(Findings.OfTopics(Examination.Of(All(), Store, Here), new Treated([], []), DoctorMode.Watch));
    }

    [Fact]
    public void The_watch_switches_on_what_WooCommerce_switched_off_and_not_what_a_person_paused()
    {
        var webhooks = All().Select(webhook => webhook.Topic switch { "order.created" => webhook with { Status = "disabled" }, "order.updated" => webhook with { Status = "paused" }, _ => webhook }).ToList();
        var examination = Examination.Of(webhooks, Store, Here);
        Assert.Equal(("order.created", StepKind.Activate), Of(Assert.Single(Plan(examination, DoctorMode.Watch))));
        Assert.Empty(Plan(examination, DoctorMode.Watch, reactivate: false));
        Assert.Empty(Plan(examination, DoctorMode.Look));
        Assert.Equal([("order.created", StepKind.Activate), ("order.updated", StepKind.Activate)], Plan(examination, DoctorMode.SetUp).Select(Of));
    }

    [Fact]
    public void An_old_address_is_corrected_on_repair_alone()
    {
        var examination = Examination.Of(All(url: Old), Store, Here);
        Assert.All(examination.Topics, topic => Assert.True(examination.IsElsewhere(topic)));
        Assert.Empty(Plan(examination, DoctorMode.SetUp));
        var plan = Plan(examination, DoctorMode.Repair);
        Assert.Equal(11, plan.Count);
        Assert.All(plan, step => Assert.Equal(StepKind.Correct, step.Kind));
        Assert.Equal(11, Findings.OfTopics(examination, new Treated([], []), DoctorMode.Look).Count(finding => finding.Code == "delivery_address"));
    }

    [Fact]
    public void Of_two_for_a_topic_the_one_that_delivers_to_the_right_address_counts_and_repair_pauses_the_newer()
    {
        var examination = Examination.Of([.. All(), Hook(50, "order.created"), Hook(3, "order.updated", url: Old), Hook(51, "product.created", "disabled")], Store, Here);
        var plan = Plan(examination, DoctorMode.Repair);
        Assert.Equal([(50L, StepKind.Pause), (3L, StepKind.Pause)], plan.Select(step => (step.Webhook!.Id, step.Kind)));
        var doubles = Findings.OfTopics(examination, new Treated([], []), DoctorMode.Look).ToList();
        Assert.Equal([50L, 3L], doubles.Select(finding => finding.WebhookId!.Value));
        Assert.All(doubles, finding => Assert.Equal(("webhook_duplicate", "info"), (finding.Code, finding.Level)));
        Assert.Empty(Plan(examination, DoctorMode.SetUp));
    }

    [Fact]
    public void A_disabled_one_at_the_right_address_is_switched_on_before_the_old_one_is_paused()
    {
        var webhooks = All().Where(webhook => webhook.Topic != "order.created").Append(Hook(90, "order.created", "disabled")).Append(Hook(5, "order.created", url: Old)).ToList();
        Assert.Equal([(90L, StepKind.Activate), (5L, StepKind.Pause)], Plan(Examination.Of(webhooks, Store, Here), DoctorMode.Repair).Select(step => (step.Webhook!.Id, step.Kind)));
    }

    [Fact]
    public void A_doubtful_secret_is_set_anew_on_repair()
    {
        var examination = Examination.Of(All(), Store, Here);
        Assert.Equal((4L, StepKind.Correct), Assert.Single(Webhooks.Doctoring.Plan.Of(examination, DoctorMode.Repair, true, new HashSet<long> { 4 }).Select(step => (step.Webhook!.Id, step.Kind))));
        Assert.Empty(Webhooks.Doctoring.Plan.Of(examination, DoctorMode.SetUp, true, new HashSet<long> { 4 }));
    }

    [Fact]
    public void A_secret_that_is_being_replaced_is_set_on_repair_and_nothing_was_lost_by_that()
    {
        var plan = Webhooks.Doctoring.Plan.Of(Examination.Of(All(), Store, Here), DoctorMode.Repair, true, new HashSet<long> { 2 }, new HashSet<long> { 1, 2 });
        Assert.Equal([(1L, StepKind.Correct, false), (2L, StepKind.Correct, true)], plan.Select(step => (step.Webhook!.Id, step.Kind, step.Gap)));
    }

    [Fact]
    public void Further_topics_that_deliver_here_are_looked_after_too()
    {
        var examination = Examination.Of([.. All(), Hook(60, "action.woocommerce_delete_order", "disabled"), Hook(61, "coupon.created")], Store, Here);
        Assert.Equal(13, examination.Topics.Count);
        Assert.Equal(("action.woocommerce_delete_order", StepKind.Activate), Of(Assert.Single(Plan(examination, DoctorMode.Watch))));
    }

    [Fact]
    public void Where_nobody_said_the_address_it_is_the_one_that_ours_have()
    {
        var examination = Examination.Of([.. All().Skip(1), Hook(70, "order.created", url: Old)], Store, null);
        Assert.Equal(Here, examination.Address);
        Assert.Null(Examination.Of([Hook(1, "order.created", url: "https://other.example/")], Store, null).Address);
    }

    [Fact]
    public void Findings_say_what_is_missing_off_and_paused()
    {
        var webhooks = All().Where(webhook => webhook.Topic != "customer.deleted").Select(webhook => webhook.Topic switch { "order.created" => webhook with { Status = "disabled" }, "order.updated" => webhook with { Status = "paused" }, _ => webhook }).ToList();
        var findings = Findings.OfTopics(Examination.Of(webhooks, Store, Here), new Treated([], []), DoctorMode.Look).ToList();
        Assert.Equal([("order.created", "webhook_disabled"), ("order.updated", "webhook_disabled"), ("customer.deleted", "webhook_missing")], findings.Select(finding => (finding.Topic!, finding.Code)));
        Assert.Contains("paused", findings[1].Message);
        Assert.All(findings, finding => Assert.Equal("error", finding.Level));
        Assert.All(findings, finding => Assert.NotNull(finding.Fix));
    }

    private static IReadOnlyList<Step> Plan(Examination examination, DoctorMode mode, bool reactivate = true) => Webhooks.Doctoring.Plan.Of(examination, mode, reactivate, new HashSet<long>());

    private static (string, StepKind) Of(Step step) => (step.Topic, step.Kind);

    private static IReadOnlyList<WooWebhook> All(string url = Here) => [.. OurTopics.All.Select((topic, i) => Hook(i + 1, topic, url: url))];

    private static WooWebhook Hook(long id, string topic, string status = "active", string url = Here) => new(id, topic, status, topic, url);
}
