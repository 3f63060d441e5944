using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using SupportDesk.Ui;

namespace SupportDesk.Features.Tickets.Pages;

/// <summary>
/// A stored text: masked places are seen as masked, quotes are folded, addresses are not made into links. Built by hand
/// because markup would put blanks between the pieces.
/// </summary>
public sealed class MessageText : ComponentBase
{
    [Parameter, EditorRequired] public required string Text { get; set; }

    [Parameter] public bool Fold { get; set; } = true;

    [Inject] public required TicketLabels W { get; init; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var parts = Fold ? QuoteFolder.Split(Text) : [new QuoteFolder.Part(Text, false, 0)];
        foreach (var part in parts)
        {
            if (!part.IsQuote)
            {
                builder.OpenElement(0, "div");
                builder.AddAttribute(1, "class", "text");
                Marked(builder, part.Text);
                builder.CloseElement();
                continue;
            }

            builder.OpenElement(10, "details");
            builder.AddAttribute(11, "class", "fold");
            builder.OpenElement(12, "summary");
            builder.AddContent(13, W.Count("Quote", part.Lines));
            builder.CloseElement();
            builder.OpenElement(14, "div");
            builder.AddAttribute(15, "class", "text small muted");
            Marked(builder, part.Text);
            builder.CloseElement();
            builder.CloseElement();
        }
    }

    private void Marked(RenderTreeBuilder builder, string text)
    {
        foreach (var (piece, isMark) in MaskMarkers.Split(text, W["Hidden"]))
        {
            if (!isMark)
            {
                builder.AddContent(20, piece);
                continue;
            }

            var card = piece.StartsWith('·');
            var tip = W[card ? "HiddenCardTip" : "HiddenTip"];
            builder.OpenElement(21, "span");
            builder.AddAttribute(22, "class", "masked tip");
            builder.AddAttribute(23, "tabindex", "0");
            builder.AddAttribute(24, "role", "note");
            builder.AddAttribute(25, "aria-label", $"{piece}. {tip}");
            builder.AddAttribute(26, "data-tip", tip);
            builder.AddContent(27, card ? W["HiddenCard", piece] : piece);
            builder.CloseElement();
        }
    }
}
