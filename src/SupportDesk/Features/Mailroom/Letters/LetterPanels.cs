using SupportDesk.Features.Mailroom.Pages;
using SupportDesk.Features.Tickets.Moving;

namespace SupportDesk.Features.Mailroom.Letters;

internal sealed class LetterPanels : ILetterPanels
{
    public Type OfLetter => typeof(LetterPanel);

    public Type OfMove => typeof(MovedAway);
}
