namespace SupportDesk.Features.Outbox.Templates;

public sealed class TemplatesText;
