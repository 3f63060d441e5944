using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Diagnostics.Home;

/// <summary>One box for whatever somebody has at hand, and the tools with what each found last.</summary>
public sealed partial class DoctorPage
{
    // Where else a number of an invoice is looked up.
    private static readonly string[] ByInvoice = ["notifications", "invoices", "logs"];

    private ElementReference root;
    private ComponentScript? script;
    private IReadOnlyList<ListTools.Tool>? tools;
    private IReadOnlyList<PastedReading> readings = [];
    private string text = "";
    private string? error;
    private int boxes;

    // The first field leaves the focus with the heading.
    private string? AgainFocused => boxes == 0 ? null : "";

    [Inject] public required ListTools Tools { get; init; }

    [Inject] public required PastedText Pasted { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    public async ValueTask DisposeAsync()
    {
        if (script is not null)
            await script.DisposeAsync();
    }

    protected override async Task OnInitializedAsync() => tools = await Tools.RunAsync(await Current.GetAsync(), CancellationToken.None);

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await (script = new ComponentScript(Js, "/doctor.js")).StartAsync("takeFiles", root);
    }

    private IReadOnlyList<(PastedReading Reading, string Tool, string Words)> Others =>
    [
        .. readings.Skip(1).Where(other => other.Tool is not null).Select(other => (other, other.Tool!, T["PastedOr_" + other.Kind, other.Seen].Value)),
        .. readings.Where(one => one.Kind == PastedKind.Invoice).Take(1)
            .SelectMany(one => ByInvoice.Select(tool => (one, tool, T["Tool_" + tool].Value))),
    ];

    private void Type(string typed)
    {
        text = typed ?? "";
        readings = PastedReader.Read(text);
        error = null;
        if (readings is not [{ Kind: PastedKind.Card }])
            return;
        // The number of a card is not kept a moment longer than it takes to say so. A new field: the old one would keep it.
        text = "";
        boxes++;
    }

    private Task OpenAsync()
    {
        if (readings is [{ Tool: { } tool } first, ..])
            return GoAsync(first, tool);
        error = T[text.Trim().Length == 0 ? "PasteEmpty" : "PastedNothing"];
        return Task.CompletedTask;
    }

    private async Task GoAsync(PastedReading reading, string tool)
    {
        var address = "/desk/doctor/" + tool;
        switch (reading.Kind)
        {
            case PastedKind.Invoice:
                address += "?invoice=" + reading.Value;
                break;
            case PastedKind.ErrorCode:
                address += "?code=" + reading.Value;
                break;
            case PastedKind.Logs:
                // The lines go on as a file of the browser's, as if they had been chosen there.
                if (script?.Module is { } module)
                    await module.InvokeVoidAsync("carryText", "paste", T["PastedFileName"].Value);
                address += reading.Value is { } invoice ? "?invoice=" + invoice : "";
                break;
            default:
                Pasted.Put(tool, reading.Kind, reading.Kind is PastedKind.Address or PastedKind.Refund ? reading.Value! : text);
                break;
        }

        Navigation.NavigateTo(address);
    }
}
