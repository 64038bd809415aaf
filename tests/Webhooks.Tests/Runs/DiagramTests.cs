using System.Text.RegularExpressions;
using MassTransit;
using MassTransit.SagaStateMachine;
using Testing;
using Webhooks.Runs;

namespace Webhooks.Tests.Runs;

/// <summary>The diagram in README is the machine: every state, event and transition stands in both.</summary>
public partial class DiagramTests
{
    [Fact]
    public void The_diagram_in_README_is_the_machine()
    {
        var drawn = Drawn(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"))).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Transitions(new RunMachine()).Order(StringComparer.Ordinal), drawn);
        var graph = new RunMachine().GetGraph();
        var names = drawn.SelectMany(line => line.Split(' ')).ToHashSet();
        Assert.All(graph.Vertices.Select(vertex => vertex.Title).Where(title => title is not "Final"), title => Assert.Contains(title, names));
    }

    [Fact]
    public void No_event_is_left_without_an_answer_in_any_state()
    {
        var machine = new RunMachine();
        string[] events = ["Announced", "Answered", "CancelAsked", "Read", "ResumeAsked", "Silent"];
        foreach (var state in machine.States.Where(state => state.Name is not ("Initial" or "Final")))
            Assert.Equal(events, machine.NextEvents(state).Select(raised => raised.Name).Intersect(events).Order(StringComparer.Ordinal));
    }

    // "from --> to : Event, Event"
    private static IEnumerable<string> Drawn(string readme)
    {
        var diagram = Diagram().Match(readme);
        Assert.True(diagram.Success, "README has no stateDiagram of the run");
        foreach (Match line in Transition().Matches(diagram.Value))
            foreach (var raised in line.Groups["events"].Value.Split(','))
                yield return $"{(line.Groups["from"].Value is "[*]" ? "Initial" : line.Groups["from"].Value)} {raised.Trim()} {line.Groups["to"].Value}";
    }

    private static HashSet<string> Transitions(RunMachine machine)
    {
        var visitor = new TransitionVisitor();
        machine.Accept(visitor);
        return visitor.Transitions;
    }

    // MassTransit's own graph forgets from which state an event led where: its edges go from states to events, and from events to states.
    private sealed class TransitionVisitor : StateMachineVisitor
    {
        private string _state = "";
        private string _event = "";

        public HashSet<string> Transitions { get; } = [];

        void StateMachineVisitor.Visit(State state, Action<State> next)
        {
            _state = state.Name;
            next(state);
        }

        void StateMachineVisitor.Visit(Event @event, Action<Event> next)
        {
            _event = @event.Name;
            next(@event);
        }

        void StateMachineVisitor.Visit<TMessage>(Event<TMessage> @event, Action<Event<TMessage>> next)
        {
            _event = @event.Name;
            next(@event);
        }

        void StateMachineVisitor.Visit(IStateMachineActivity activity) => See(activity);

        void StateMachineVisitor.Visit(IStateMachineActivity activity, Action<IStateMachineActivity> next)
        {
            See(activity);
            next(activity);
        }

        void StateMachineVisitor.Visit<T>(IBehavior<T> behavior)
        {
        }

        void StateMachineVisitor.Visit<T>(IBehavior<T> behavior, Action<IBehavior<T>> next) => next(behavior);

        void StateMachineVisitor.Visit<T, TMessage>(IBehavior<T, TMessage> behavior)
        {
        }

        void StateMachineVisitor.Visit<T, TMessage>(IBehavior<T, TMessage> behavior, Action<IBehavior<T, TMessage>> next) => next(behavior);

        private void See(IStateMachineActivity activity)
        {
            if (activity is TransitionActivity<Run> transition) Transitions.Add($"{_state} {_event} {transition.ToState.Name}");
        }
    }

    [GeneratedRegex(@"stateDiagram-v2.*?```", RegexOptions.Singleline)]
    private static partial Regex Diagram();

    [GeneratedRegex(@"^\s*(?<from>\[\*\]|\w+) --> (?<to>\w+) : (?<events>[\w, ]+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Transition();
}
