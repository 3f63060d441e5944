using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake.Checks;

/// <summary>One thread instead of five: is the same thing open already?</summary>
internal sealed class OpenTicketsCheck(FindOpenTickets tickets) : IChecklistCheck
{
    public string Name => "open-tickets";

    public async Task<Verdict?> RunAsync(CheckInput input, CancellationToken ct)
    {
        if (!AnswerFormat.TryInvoice(input.Answer, out var invoice))
            return null;
        var open = (await tickets.RunAsync(invoice, null, input.Actor, ct)).Where(row => row.Id != input.Draft.EscalatesTicketId).ToList();
        // The same situation first: that is the thread to join.
        var twin = open.Find(row => row.Situation == input.Situation.Key) ?? open.FirstOrDefault();
        if (twin is null)
            return new Verdict(Tone.Green, Phrase.Of("NoTwinSeen"), Phrase.Of("NoTwinAdvice", invoice));
        var number = TicketNumber.Format(twin.Number);
        return new Verdict(Tone.Yellow, Phrase.Of("TwinSeen", number), Phrase.Of(twin.Situation == input.Situation.Key ? "TwinSameAdvice" : "TwinOtherAdvice", twin.Title))
        {
            Twin = new OpenTwin(twin.Id, twin.Number, twin.Title),
        };
    }
}
