using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>One thread instead of five: is the same thing open already?</summary>
internal sealed class OpenTicketsCheck(FindOpenTickets tickets) : IChecklistCheck
{
    public string Name => "open-tickets";

    public async Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct)
    {
        if (!InvoiceId.TryParse(input.Answer, out var invoice))
            return null;
        var open = (await tickets.RunAsync(invoice, null, input.Actor, ct)).Where(row => row.Id != input.Draft.EscalatesTicketId).ToList();
        // The same case type first: that is the thread to join.
        var twin = open.Find(row => row.CaseType == input.CaseType.Key) ?? open.FirstOrDefault();
        if (twin is null)
            return new CheckResult(Severity.Green, CheckText.Of("NoTwinSeen"), CheckText.Of("NoTwinAdvice", invoice));
        var number = TicketNumber.Format(twin.Number);
        return new CheckResult(
            Severity.Yellow,
            CheckText.Of("TwinSeen", number),
            CheckText.Of(twin.CaseType == input.CaseType.Key ? "TwinSameAdvice" : "TwinOtherAdvice", twin.Title)
        )
        {
            Twin = new OpenTwin(twin.Id, twin.Number, twin.Title),
        };
    }
}
