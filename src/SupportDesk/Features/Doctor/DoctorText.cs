namespace SupportDesk.Features.Doctor;

public sealed class DoctorText;
