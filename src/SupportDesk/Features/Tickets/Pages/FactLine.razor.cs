using Microsoft.AspNetCore.Components;
using MudBlazor;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets.Facts;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Pages;

public sealed partial class FactLine
{
    private const int LongValue = 40;
    private string typed = "";
    private PaymentMethod method;
    private string? was;
    private Problem? problem;

    [Parameter, EditorRequired] public required TicketView View { get; set; }

    [Parameter, EditorRequired] public required FactField Field { get; set; }

    [Parameter] public bool StartsOpen { get; set; }

    [Parameter] public EventCallback OnClose { get; set; }

    [Parameter] public EventCallback OnChanged { get; set; }

    [Inject] public required EditFacts Edit { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required TicketUndo Undo { get; init; }

    [Inject] public required TicketLabels W { get; init; }

    private string Id => "fact-" + Field;

    private string Label => W.Fact(Field);

    private string? Known => FactValue.Read(View.Ticket.Payment, Field, W.Time.Zone);

    private string Shown => Field == FactField.MerchantLogin && View.Shop is { } shop ? shop.Name : W.FactText(Field, Known) ?? "";

    private string? More => Field == FactField.MerchantLogin && View.Shop is not null ? Known ?? View.Shop.MerchantLogin : null;

    private bool Mono => Field is FactField.OperationId or FactField.ResultUrl;

    private bool Long => Shown.Length > LongValue;

    private string? Why => Field switch
    {
        FactField.Amount => W["AmountWhy"],
        FactField.PaidAt => W["PaidAtWhy", W.Time.ZoneName],
        FactField.MerchantLogin => W["MerchantLoginWhy"],
        FactField.CardLast4 => W["CardLast4Why"],
        _ => null,
    };

    private InputMode Keys => Field is FactField.InvoiceId or FactField.CardLast4 ? InputMode.numeric : InputMode.text;

    private string? Error => problem switch
    {
        null => null,
        { Code: "FactChangedMeanwhile", Args: [var by, var now] } =>
            W["FactChangedMeanwhile", by ?? W["Somebody"], W.FactText(Field, now as string) ?? W["FactNothing"]],
        _ => W.Say(problem),
    };

    private void Begin()
    {
        (was, problem) = (Known ?? (Field == FactField.MerchantLogin ? View.Shop?.MerchantLogin : null), null);
        typed = W.FactForEditing(Field, was);
        method = View.Ticket.Payment.Method;
    }

    private async Task<bool> SaveAsync()
    {
        var text = Field == FactField.Method ? method.ToString() : typed ?? "";
        var done = await Edit.RunAsync(new(View.Ticket.Id, Field, text, was), await Current.GetAsync(), CancellationToken.None);
        problem = done.Ok ? null : done.Problems[0];
        if (!done.Ok)
        {
            // Whoever saves again has seen what the other one wrote.
            if (problem is { Code: "FactChangedMeanwhile", Args: [_, var now] })
                was = now as string;
            return false;
        }

        if (done.Value.From != done.Value.To)
            Undo.Offer(W.Change(done.Value), () => BackAsync(done.Value));
        await OnChanged.InvokeAsync();
        return true;
    }

    private async Task<Problem?> BackAsync(FactChange change)
    {
        var back = await Edit.RunAsync(new(View.Ticket.Id, Field, change.From ?? "", change.To), await Current.GetAsync(), CancellationToken.None);
        return back.Ok ? null
            : back.Problems[0] is { Code: "FactChangedMeanwhile" } ? new Problem("UndoTooLate")
            : back.Problems[0];
    }
}
