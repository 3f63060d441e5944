namespace SupportDesk.Features.Templates;

public sealed class TemplatesText;
