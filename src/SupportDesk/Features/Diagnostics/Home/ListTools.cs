using SupportDesk.Kernel;

namespace SupportDesk.Features.Diagnostics.Home;

/// <summary>The doctor's tools in the order in which people meet them, each with what it found last.</summary>
public sealed class ListTools(IEnumerable<IToolFindings> findings) : IUseCase
{
    /// <param name="Name">As it stands in its address; <c>Tool_</c> before it is the key of its name, <c>ToolWhat_</c> of what it does.</param>
    /// <param name="Icon">A symbol of icons.svg.</param>
    public sealed record Tool(string Name, string Icon, ToolFinding? Last);

    /// <summary>Their names and icons.</summary>
    public static IReadOnlyList<(string Name, string Icon)> All { get; } =
    [
        ("probe", "probe"),
        ("signature", "signature"),
        ("logs", "logs"),
        ("status", "card"),
        ("notifications", "bell"),
        ("invoices", "scales"),
        ("audit", "audit"),
    ];

    public async Task<IReadOnlyList<Tool>> RunAsync(Actor actor, CancellationToken ct)
    {
        var tools = new List<Tool>();
        foreach (var (name, icon) in All)
        {
            var last = findings.FirstOrDefault(one => one.Tool == name) is { } source ? await source.LastAsync(actor, ct) : null;
            tools.Add(new Tool(name, icon, last));
        }

        return tools;
    }
}
